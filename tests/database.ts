import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { overrideEnv } from '#server/config/env.ts';
import { closeDatabase, systemDb, tenantDb } from '#server/db/client.ts';
import { closeJobs } from '#server/jobs/boss.ts';
import { automation, narrowTo, type SystemCtx, type TenantCtx, type WorkspaceFacts } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';

/**
 * Gives a `*.db.test.ts` file a database of its own, cloned from the migrated template (about 60 ms), and drops it after.
 * Call it once at the top of the file.
 */
export function useDatabase(): void {
  const name = `t_${process.env.VITEST_POOL_ID ?? '0'}_${process.pid}_${Math.floor(performance.now())}`;
  const admin = () => new pg.Client({ connectionString: inject('adminUrl') });
  beforeAll(async () => {
    const client = admin();
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE postino_template STRATEGY wal_log`);
    await client.end();
    const url = new URL(inject('adminUrl'));
    url.pathname = `/${name}`;
    overrideEnv({ DATABASE_URL: url.href });
  });
  afterAll(async () => {
    await closeJobs();
    await closeDatabase();
    const client = admin();
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  });
}

/** A clock that tests move. */
export function testClock(start = new Date('2026-11-20T09:00:00Z')) {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance(ms: number) {
      current += ms;
    },
  };
}

/** A system context on the test's database. */
export function systemCtx(now: () => Date = () => new Date()): SystemCtx {
  return { kind: 'system', actor: automation, db: systemDb(), log: createLog('test'), now };
}

/** The same, narrowed to one workspace. */
export function tenantCtx(workspace: WorkspaceFacts, now?: () => Date): TenantCtx {
  return narrowTo(systemCtx(now), workspace, tenantDb);
}

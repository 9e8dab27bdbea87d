import pg from 'pg';
import { env } from '../config/env.ts';
import { databaseScope, handleOf, openPools, type SystemDb, type TenantDb } from './client.ts';
import { Prisma } from './generated/client.ts';
import { setForSession } from './session-setting.ts';
import { TenancyViolation } from './tenancy.ts';

/**
 * The one door for raw SQL. Only files named `*.sql.ts` may import it (dependency-cruiser holds that), so that every
 * query that the tenancy extension can't see is found by its file's name.
 */
export const sql = Prisma.sql;
export const sqlJoin = Prisma.join;
export const sqlEmpty = Prisma.empty;
export const sqlRaw = Prisma.raw;
export type Sql = Prisma.Sql;

/** A text as it stands, inside a LIKE pattern. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

type TenantScope = { workspace: { id: string }; db: TenantDb };

function checked(ctx: TenantScope, query: Sql): Sql {
  if (!query.values.includes(ctx.workspace.id)) {
    throw new TenancyViolation(`raw SQL that does not name its workspace: ${query.sql.slice(0, 80)}`);
  }
  return query;
}

function trusted<R>(run: () => Promise<R>): Promise<R> {
  return databaseScope.run({ ...databaseScope.getStore(), trusted: true }, async () => await run());
}

/** Rows of a query that must carry the workspace's id among its values. Inside a transaction it runs in it. */
export function tenantRows<T>(ctx: TenantScope, query: Sql): Promise<T[]> {
  return trusted(() => handleOf(ctx.db).client.$queryRaw<T[]>(checked(ctx, query)));
}

/**
 * As `tenantRows`, for queries over all of a workspace's contacts: cancelled by the server after `seconds`, and as the owner. Under
 * row-level security the planner may not look at a column's statistics, and walks a million rows for the fifty that an index holds;
 * every table of the query therefore names the workspace itself. Never within a transaction, whose changes it would not see.
 */
export async function tenantRowsWithin<T extends pg.QueryResultRow>(
  ctx: TenantScope,
  seconds: number,
  query: Sql,
): Promise<T[]> {
  return rowsWithin<T>(seconds, checked(ctx, query));
}

/** Rows over all workspaces, for what looks through many: cancelled by the server after `seconds`. Never within a transaction. */
export function systemRowsWithin<T extends pg.QueryResultRow>(
  _ctx: { db: SystemDb },
  seconds: number,
  query: Sql,
): Promise<T[]> {
  return rowsWithin<T>(seconds, query);
}

function rowsWithin<T extends pg.QueryResultRow>(seconds: number, { text, values }: Sql): Promise<T[]> {
  return withConnection(async (client) => {
    await setForSession(client, 'statement_timeout', String(seconds * 1000));
    return (await client.query<T>(text, [...values])).rows;
  }, openPools().wide);
}

/** Runs a statement that must carry the workspace's id among its values; answers how many rows it touched. */
export function tenantExecute(ctx: TenantScope, query: Sql): Promise<number> {
  return trusted(() => handleOf(ctx.db).client.$executeRaw(checked(ctx, query)));
}

/** Rows over all workspaces. */
export function systemRows<T>(ctx: { db: SystemDb }, query: Sql): Promise<T[]> {
  return trusted(() => handleOf(ctx.db).client.$queryRaw<T[]>(query));
}

/** A statement over all workspaces; answers how many rows it touched. */
export function systemExecute(ctx: { db: SystemDb }, query: Sql): Promise<number> {
  return trusted(() => handleOf(ctx.db).client.$executeRaw(query));
}

/** The owner's pool, for COPY and the hot paths: the caller names the workspace in every statement. */
export function hotPool(): pg.Pool {
  return openPools().system;
}

/** A pool of the caller's own, as the owner, whose sessions have these planner settings; the caller ends it. */
export function openHotPool(options: { max: number; settings: Record<string, string> }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: options.max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'postino',
    options: Object.entries(options.settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // An idle connection that the server closed is replaced at the next use.
  return pool.on('error', () => undefined);
}

/** One connection of the owner's pool for as long as `work` runs. A failed one is thrown away. */
export async function withConnection<R>(
  work: (client: pg.PoolClient) => Promise<R>,
  pool: pg.Pool = openPools().system,
): Promise<R> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}

/** `work` on one connection while no other process runs something of the same name; undefined where one does. A killed one lets go. */
export async function withLock<R>(name: string, work: (client: pg.PoolClient) => Promise<R>): Promise<R | undefined> {
  return withConnection(async (client) => {
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [name],
    );
    if (!rows[0]?.held) return undefined;
    try {
      return await work(client);
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  });
}

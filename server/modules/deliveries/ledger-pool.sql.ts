import type pg from 'pg';
import { openHotPool } from '#server/db/sql.ts';

/**
 * The ledger is always reached by key, in the key's order, and a campaign that was frozen a moment ago has no statistics yet:
 * without these a plan may scan or sort a whole campaign for a window of ten rows. One plan is kept for each statement, because making
 * it takes longer than running it.
 */
const settings = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_sort: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
};
/** Claiming, settling, renewing and tending each use one at a time. */
const SESSIONS = 5;

type Rows = <T extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<T[]>;

/** The sending engine's way to the database. */
export type Ledger = {
  /** A prepared statement; `name` is unique to the text. */
  rows<T extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<T[]>;
  /** Several statements in one transaction. */
  transaction<R>(work: (rows: Rows) => Promise<R>): Promise<R>;
};

let shared: { pool: pg.Pool; users: number } | undefined;

/** Runs `work` with the ledger of this process; its connections are closed when the last user is done. */
export async function withLedger<R>(work: (ledger: Ledger) => Promise<R>): Promise<R> {
  shared ??= { pool: openHotPool({ max: SESSIONS, settings }), users: 0 };
  const own = shared;
  own.users += 1;
  try {
    return await work(ledgerOf(own.pool));
  } finally {
    own.users -= 1;
    if (own.users === 0) {
      if (shared === own) shared = undefined;
      await own.pool.end();
    }
  }
}

function ledgerOf(pool: pg.Pool): Ledger {
  return {
    rows: async (name, text, values) => (await pool.query({ name, text, values })).rows,
    async transaction(work) {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(async (text, values) => (await client.query({ text, values })).rows);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        client.release(failure);
      }
    },
  };
}

import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { openPools } from '../db/client.ts';
import { RateLimited } from './errors.ts';

export type Limit = { points: number; seconds: number };

const limiters = new Map<string, { pool: unknown; limit: Limit; limiter: RateLimiterPostgres }>();

function limiter(name: string, limit: Limit): RateLimiterPostgres {
  const pool = openPools().system;
  const known = limiters.get(name);
  // A limit may be the provider's setting, which changes while the process runs.
  const same = known?.pool === pool && known.limit.points === limit.points && known.limit.seconds === limit.seconds;
  if (known && same) return known.limiter;
  const made = new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points: limit.points,
    duration: limit.seconds,
  });
  limiters.set(name, { pool, limit, limiter: made });
  return made;
}

// Keys may hold what a person typed: only a digest is stored.
const digest = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 24);

/** Counts one attempt against `key`; throws RateLimited with the seconds to wait once the window is used up. */
export async function consumeAttempt(name: string, key: string, limit: Limit): Promise<void> {
  try {
    await limiter(name, limit).consume(digest(key));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new RateLimited({ retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
  }
}

/** Clears a key after a success. */
export async function forgetAttempts(name: string, key: string): Promise<void> {
  await limiters.get(name)?.limiter.delete(digest(key));
}

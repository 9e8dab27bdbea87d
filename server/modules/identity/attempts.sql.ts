import { createHmac } from 'node:crypto';
import type { Surface } from '#server/db/generated/client.ts';
import { sql, systemRows } from '#server/db/sql.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { derivedKey } from '#server/lib/derived-key.ts';
import { RateLimited } from '#server/lib/errors.ts';
import { networkOf } from '#server/lib/network.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { decideWaits, type Figures, spokenWait, type Waits, windowMs } from './slow-down.ts';

/** What became of an attempt. `no-access` had the right password, for a surface that is not the person's. */
export type AttemptOutcome = 'signed-in' | 'wrong-password' | 'wrong-code' | 'no-access' | 'blocked';

/** So many rows are looked at, however many there are. */
const LOOKED_AT = 2_000;

/** Tells distinct wrong secrets of a username apart, and nobody without our key what they were. */
export function markOf(username: string, secret: string): string {
  const key = derivedKey('sign-in-mark');
  if (!key) throw new Error('POSTINO_SECRET_KEYS holds no key');
  return createHmac('sha256', key).update(`${username}\0${secret}`).digest().subarray(0, 16).toString('base64url');
}

/** Writes an attempt down, for the slow-down and for the person's own list. */
export async function recordAttempt(
  ctx: WideCtx,
  attempt: { surface: Surface; username: string; userId: string | null; outcome: AttemptOutcome; mark?: string },
  origin: { address: string; agent: string } = { address: ctx.request?.address ?? '', agent: ctx.request?.agent ?? '' },
): Promise<void> {
  const { mark = null, ...rest } = attempt;
  const at = ctx.now();
  await ctx.db.signInAttempt.create({
    data: { id: uuid7(at.getTime()), at, ...rest, mark, ...origin, network: networkOf(origin.address) },
  });
}

/** A UUIDv7 begins with its time: the lowest id of a moment bounds an index scan. */
function lowestIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

async function figuresOf(ctx: WideCtx, username: string, network: string, outcome: AttemptOutcome): Promise<Figures> {
  const since = lowestIdAt(new Date(ctx.now().getTime() - windowMs));
  const [account, names] = await Promise.all([
    // What was got wrong before the last sign-in from the same network is forgiven there.
    systemRows<{ network: string; first: Date }>(
      ctx,
      sql`WITH recent AS (
            SELECT network, mark, at, outcome FROM sign_in_attempts
            WHERE username = ${username} AND id >= ${since}::uuid ORDER BY id DESC LIMIT ${LOOKED_AT}),
          good AS (SELECT network, max(at) AS at FROM recent WHERE outcome = 'signed-in' GROUP BY network)
          SELECT r.network, min(r.at) AS first FROM recent r LEFT JOIN good g ON g.network = r.network
          WHERE r.outcome = ${outcome} AND (g.at IS NULL OR r.at > g.at) GROUP BY r.network, r.mark`,
    ),
    systemRows<{ first: Date }>(
      ctx,
      sql`WITH recent AS (
            SELECT username, at, outcome FROM sign_in_attempts
            WHERE network = ${network} AND id >= ${since}::uuid ORDER BY id DESC LIMIT ${LOOKED_AT}),
          good AS (SELECT username, max(at) AS at FROM recent WHERE outcome = 'signed-in' GROUP BY username)
          SELECT min(r.at) AS first FROM recent r LEFT JOIN good g ON g.username = r.username
          WHERE r.outcome = ${outcome} AND (g.at IS NULL OR r.at > g.at) GROUP BY r.username`,
    ),
  ]);
  return { account, network: network === '' ? [] : names.map(({ first }) => first) };
}

export function slowedError(seconds: number): RateLimited {
  return new RateLimited({ reason: 'sign-in-slowed', retryAfterSeconds: seconds, ...spokenWait(seconds) });
}

/**
 * The waits that hold for a username from the request's network; throws RateLimited `sign-in-slowed` for the narrow one, which
 * nothing opens. Whether anybody has that name makes no difference.
 */
export async function holdBack(
  ctx: WideCtx,
  username: string,
  outcome: 'wrong-password' | 'wrong-code',
): Promise<Waits> {
  const network = networkOf(ctx.request?.address ?? '');
  // Figures are read before they are written: a burst of requests at once must not slip between.
  await consumeAttempt('sign-in-burst', `${outcome}|${username}|${network}`, { points: 20, seconds: 10 });
  const waits = decideWaits(await figuresOf(ctx, username, network, outcome), network, ctx.now());
  if (waits.here > 0) throw slowedError(waits.here);
  return waits;
}

/** Whether the person has signed in from the request's network before. */
export async function isKnownStation(ctx: WideCtx, userId: string): Promise<boolean> {
  const network = networkOf(ctx.request?.address ?? '');
  if (network === '') return false;
  const found = await ctx.db.signInAttempt.findFirst({
    where: { userId, network, outcome: 'signed-in' },
    select: { id: true },
  });
  return found !== null;
}

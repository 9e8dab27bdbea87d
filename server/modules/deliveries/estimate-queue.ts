import type { CampaignState } from '#server/db/generated/enums.ts';

type Running = { id: string; state: CampaignState; left: number; perSecond: number };
export type Estimate = { startsAt: Date | null; endsAt: Date | null };

/**
 * When each campaign of a queue will have its turn and be through with its first pass, if the rate of now lasts: they go one after the other, in
 * the order given. Null where nothing can be said: nothing moves, or the campaign is not to be sent. Pure.
 */
export function estimateQueue(queue: readonly Running[], now: Date): Map<string, Estimate> {
  const going = queue.filter(({ state }) => state === 'sending' || state === 'freezing');
  const rate = going.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const estimates = new Map<string, Estimate>();
  let at: Date | null = now;
  for (const { id, state, left } of going) {
    const startsAt: Date | null = at;
    // What is not counted yet has no end, and neither has what comes after it.
    at =
      startsAt !== null && rate > 0 && state === 'sending' ? new Date(startsAt.getTime() + (left / rate) * 1000) : null;
    estimates.set(id, { startsAt, endsAt: left === 0 ? null : at });
  }
  return estimates;
}

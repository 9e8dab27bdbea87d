import type { Campaign, CampaignState } from '#server/db/generated/client.ts';

/** What has begun and is not over: these stand in the queue, one before the other. */
export const runningStates: CampaignState[] = ['freezing', 'sending', 'suspended'];

type Placed = Pick<Campaign, 'id' | 'priority' | 'startedAt'>;

/** The order in which the engine serves them (claim.sql.ts): lower priority, then begun earlier, then made earlier. Pure. */
export function queueOrder<C extends Placed>(campaigns: readonly C[]): C[] {
  const begun = ({ startedAt }: Placed) => startedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return campaigns.toSorted(
    (a, b) => a.priority - b.priority || begun(a) - begun(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/**
 * The ids with one of them moved behind another (`after` null: to the front). Unknown ids change nothing. Pure.
 */
export function placedAfter(ids: readonly string[], id: string, after: string | null): string[] {
  if (!ids.includes(id) || id === after || (after !== null && !ids.includes(after))) return [...ids];
  const others = ids.filter((each) => each !== id);
  const at = after === null ? 0 : others.indexOf(after) + 1;
  return [...others.slice(0, at), id, ...others.slice(at)];
}

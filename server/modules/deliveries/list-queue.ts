import type { CampaignState } from '#server/db/generated/enums.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type CampaignCounts, campaignCounts } from './campaign-counts.ts';
import { type Waiting, waitingRows } from './queue.sql.ts';

/** Why a campaign of the queue does not move, and until when where that is known. */
export type QueueWait =
  | { kind: 'time'; until: Date }
  /** Its time was missed: a person decides. */
  | { kind: 'overdue' }
  /** `why`: what suspended it, null for a person. */
  | { kind: 'suspended'; since: Date; why: string | null }
  /** Refused for now by the receiving servers; `until` is the next try. */
  | { kind: 'retries'; rows: number; until: Date; reason: string };

export type QueueItem = {
  id: string;
  name: string;
  state: CampaignState;
  stateAt: Date;
  scheduledAt: Date | null;
  startedAt: Date | null;
  /** Null before the audience is frozen. */
  counts: CampaignCounts | null;
  waits: QueueWait[];
};

const waiting: CampaignState[] = ['scheduled', 'overdue', 'freezing', 'sending', 'suspended'];
const LIMIT = 100;

/** What is being sent or waits to be, in the order in which it was or will be begun. */
export async function listQueue(ctx: TenantCtx): Promise<QueueItem[]> {
  const campaigns = await ctx.db.campaign.findMany({
    where: { state: { in: waiting } },
    orderBy: [{ startedAt: { sort: 'asc', nulls: 'last' } }, { scheduledAt: 'asc' }],
    take: LIMIT,
  });
  const ids = campaigns.map((campaign) => campaign.id);
  const retries = new Map((await waitingRows(ctx, ids)).map((row) => [row.campaignId, row]));
  const steps = await ctx.db.campaignStep.findMany({
    where: { campaignId: { in: ids }, to: 'suspended' },
    orderBy: { id: 'asc' },
  });
  const whys = new Map(steps.map((step) => [step.campaignId, step.why]));
  return Promise.all(
    campaigns.map(async ({ id, name, state, stateAt, scheduledAt, startedAt, audience }) => ({
      id,
      name,
      state,
      stateAt,
      scheduledAt,
      startedAt,
      counts: audience === null ? null : await campaignCounts(ctx, id),
      waits: waitsOf({ state, stateAt, scheduledAt }, whys.get(id) ?? null, retries.get(id)),
    })),
  );
}

/** Pure. */
export function waitsOf(
  campaign: { state: CampaignState; stateAt: Date; scheduledAt: Date | null },
  why: string | null,
  retries: Waiting | undefined,
): QueueWait[] {
  const waits: QueueWait[] = [];
  if (campaign.state === 'scheduled' && campaign.scheduledAt) waits.push({ kind: 'time', until: campaign.scheduledAt });
  if (campaign.state === 'overdue') waits.push({ kind: 'overdue' });
  if (campaign.state === 'suspended') waits.push({ kind: 'suspended', since: campaign.stateAt, why });
  if (retries) {
    const { rows, until, reason } = retries;
    waits.push({ kind: 'retries', rows, until, reason });
  }
  return waits;
}

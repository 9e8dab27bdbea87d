import type { Campaign, CampaignState } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { isAlive } from '#server/lib/heartbeat.ts';
import { messageQuota, openReviews, verifiedDomains } from '../campaigns/index.ts';
import { type CampaignCounts, campaignCounts } from './campaign-counts.ts';
import { type Estimate, estimateQueue } from './estimate-queue.ts';
import { workspaceHold } from './hold.ts';
import { waitingRows } from './queue.sql.ts';
import { queueOrder, runningStates } from './queue-order.ts';
import { nextMonth, type QueueFacts, type QueueWait, waitsOf } from './queue-waits.ts';

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
  /** Among what has begun, in the order in which it is served: 1 is first. Null before. */
  place: number | null;
  /** Null before it has begun, and while it is suspended. */
  estimate: Estimate | null;
  /** The request that is open, and why the person who asks can't decide it. */
  review: { id: string; mine: 'asker' | 'editor' | null } | null;
};

const planned: CampaignState[] = ['in_review', 'overdue', 'scheduled'];
const LIMIT = 100;
/** What moves is given this long before somebody is missed. */
const IDLE_MS = 30_000;
/** A page that looks every few seconds shows counts of up to this age rather than waiting. */
const STALE_MS = 60_000;

/** What is being sent, in the order in which it is served, then what waits: for a person first, then for its time. */
export async function listQueue(ctx: TenantCtx): Promise<QueueItem[]> {
  const campaigns = await ctx.db.campaign.findMany({
    where: { state: { in: [...runningStates, ...planned] } },
    orderBy: [{ startedAt: { sort: 'asc', nulls: 'last' } }, { scheduledAt: 'asc' }, { id: 'asc' }],
    take: LIMIT,
  });
  const running = queueOrder(campaigns.filter(({ state }) => runningStates.includes(state)));
  const waiting = planned.flatMap((state) => campaigns.filter((campaign) => campaign.state === state));
  const ids = campaigns.map(({ id }) => id);
  const [counted, retries, steps, reviews, shared] = await Promise.all([
    Promise.all(
      running.map(async ({ id, audience }) =>
        audience === null ? null : campaignCounts(ctx, id, { staleMs: STALE_MS }),
      ),
    ),
    waitingRows(ctx, ids),
    ctx.db.campaignStep.findMany({
      where: { campaignId: { in: ids }, to: { in: ['suspended', 'overdue'] } },
      orderBy: { id: 'asc' },
    }),
    openReviews(ctx, campaigns),
    sharedFacts(ctx, campaigns),
  ]);
  const counts = new Map(running.map(({ id }, index) => [id, counted[index] ?? null]));
  const left = (id: string) => {
    const states = counts.get(id)?.states;
    return states ? states.queued + states.leased + states.committing : 0;
  };
  const estimates = estimateQueue(
    running.map(({ id, state }) => ({ id, state, left: left(id), perSecond: counts.get(id)?.perSecond ?? 0 })),
    ctx.now(),
  );
  const served = running.find(({ id, state }) => state === 'sending' && (counts.get(id)?.states.queued ?? 0) > 0);
  const open = new Map(reviews.map((review) => [review.campaignId, review]));

  return [...running, ...waiting].map((campaign, index): QueueItem => {
    const { id, name, state, stateAt, scheduledAt, startedAt } = campaign;
    const estimate = estimates.get(id) ?? null;
    const behind = served && served !== campaign && state === 'sending' && index > running.indexOf(served) && left(id);
    const review = open.get(id);
    const step = steps.findLast(({ campaignId, to }) => campaignId === id && to === state) ?? null;
    const waits = waitsOf({
      campaign,
      step,
      review: review ?? null,
      ahead: behind ? { id: served.id, name: served.name, until: estimate?.startsAt ?? null } : null,
      retries: retries.filter(({ campaignId }) => campaignId === id),
      ...shared.facts,
      unattended: !shared.attended && shouldMove(campaign, counts.get(id) ?? null, ctx.now()),
    });
    return {
      ...{ id, name, state, stateAt, scheduledAt, startedAt, waits, estimate },
      counts: counts.get(id) ?? null,
      place: index < running.length ? index + 1 : null,
      review: review ? { id: review.id, mine: review.mine } : null,
    };
  });
}

/** What is the same for the whole workspace, asked as far as any of these campaigns needs it. */
async function sharedFacts(
  ctx: TenantCtx,
  campaigns: readonly Campaign[],
): Promise<{ facts: Pick<QueueFacts, 'hold' | 'verifiedDomains' | 'quota'>; attended: boolean }> {
  const renewsAt = nextMonth(ctx.now(), ctx.workspace.timezone);
  const soon = campaigns.some(
    ({ state, scheduledAt }) => state === 'overdue' || (state === 'scheduled' && scheduledAt && scheduledAt < renewsAt),
  );
  const [hold, domains, quota, attended] = await Promise.all([
    campaigns.length > 0 ? workspaceHold(ctx) : null,
    verifiedDomains(ctx),
    soon ? keptQuota(ctx) : null,
    isAlive('worker'),
  ]);
  const limited =
    quota && quota.limit !== null ? { limit: quota.limit, left: Math.max(0, quota.limit - quota.used) } : null;
  return { facts: { hold, verifiedDomains: domains, quota: limited && { ...limited, renewsAt } }, attended };
}

function shouldMove(campaign: Campaign, counts: CampaignCounts | null, now: Date): boolean {
  const { state, stateAt, scheduledAt } = campaign;
  if (state === 'scheduled') return scheduledAt !== null && now.getTime() - scheduledAt.getTime() > IDLE_MS;
  if (state !== 'sending' && state !== 'freezing') return false;
  return now.getTime() - stateAt.getTime() > IDLE_MS && (counts?.perSecond ?? 0) === 0;
}

const QUOTA_KEPT_MS = 5_000;
const quotas = new Map<string, { at: number; quota: ReturnType<typeof messageQuota> }>();

/** The month's messages are counted from the ledger's rows: once for all who watch the queue. */
function keptQuota(ctx: TenantCtx): ReturnType<typeof messageQuota> {
  const known = quotas.get(ctx.workspace.id);
  if (known && performance.now() - known.at < QUOTA_KEPT_MS) return known.quota;
  const quota = messageQuota(ctx);
  if (quotas.size > 1000) quotas.clear();
  quotas.set(ctx.workspace.id, { at: performance.now(), quota });
  quota.catch(() => quotas.delete(ctx.workspace.id));
  return quota;
}

import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { countRows, RATE_SECONDS, type StateCount } from './counts.sql.ts';
import { type DeliveryState, deliveryStates } from './schemas.ts';

export type CampaignCounts = {
  /** Rows of the campaign; the states sum to it, always. */
  audience: number;
  states: Record<DeliveryState, number>;
  reasons: { state: DeliveryState; reason: string; count: number }[];
  /** Rows that got an answer in a second, over the last half minute; 0 when nothing moves. */
  perSecond: number;
  /** When the first pass will be through at this rate; null when nothing moves. */
  expectedEnd: Date | null;
};

const KEPT_MS = 2000;
/** At most a twentieth of the time goes into counting one campaign. */
const PAUSE = 20;
/** What takes longer to count than this is counted beside the page that finds it old, which shows what was known. */
const PATIENCE_MS = 50;
type Known = { at: number; tookMs: number; counts: CampaignCounts };
const kept = new Map<string, Known>();
const counting = new Map<string, Promise<CampaignCounts>>();
const KEPT_LIMIT = 1000;
const unanswered: readonly DeliveryState[] = ['queued', 'leased', 'committing', 'skipped', 'cancelled'];

/** Sums the rows; `elapsedSeconds` since the sending began shortens the rate's window at first. Pure. */
export function sumCounts(rows: StateCount[], now: Date, elapsedSeconds: number): CampaignCounts {
  const states = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>;
  const reasons: CampaignCounts['reasons'] = [];
  let audience = 0;
  let recent = 0;
  for (const row of rows) {
    audience += row.count;
    states[row.state] += row.count;
    if (row.reason !== null) reasons.push({ state: row.state, reason: row.reason, count: row.count });
    if (!unanswered.includes(row.state)) recent += row.recent;
  }
  const perSecond = recent / Math.min(RATE_SECONDS, Math.max(1, elapsedSeconds));
  const left = states.queued + states.leased + states.committing;
  const expectedEnd = left > 0 && perSecond > 0 ? new Date(now.getTime() + (left / perSecond) * 1000) : null;
  reasons.sort((a, b) => b.count - a.count);
  return { audience, states, reasons, perSecond, expectedEnd };
}

/**
 * Where a campaign's rows stand, counted from the rows and kept for two seconds, longer where counting takes long. `fresh`: counted for
 * this call. `staleMs`: counts of this age are answered while the next are taken. NotFound for somebody else's.
 */
export async function campaignCounts(
  ctx: TenantCtx,
  campaignId: string,
  { fresh = false, staleMs = 0 }: { fresh?: boolean; staleMs?: number } = {},
): Promise<CampaignCounts> {
  const key = `${ctx.workspace.id}/${campaignId}`;
  if (fresh) return countAndKeep(ctx, campaignId, key);
  const known = kept.get(key);
  const age = known ? performance.now() - known.at : Number.POSITIVE_INFINITY;
  if (known && age < Math.max(KEPT_MS, known.tookMs * PAUSE)) return known.counts;
  const next = counting.get(key) ?? countAndKeep(ctx, campaignId, key);
  if (!known || known.tookMs < PATIENCE_MS || age > staleMs) return next;
  next.catch((error: unknown) => ctx.log.error({ err: error, campaignId }, 'a campaign could not be counted'));
  return known.counts;
}

/** Counts now; whoever asks meanwhile waits for the same. */
function countAndKeep(ctx: TenantCtx, campaignId: string, key: string): Promise<CampaignCounts> {
  const at = performance.now();
  const work = count(ctx, campaignId).then((counts) => {
    if (kept.size >= KEPT_LIMIT) kept.clear();
    kept.set(key, { at, tookMs: performance.now() - at, counts });
    return counts;
  });
  counting.set(key, work);
  const done = () => counting.get(key) === work && counting.delete(key);
  work.then(done, done);
  return work;
}

async function count(ctx: TenantCtx, campaignId: string): Promise<CampaignCounts> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id: campaignId }, select: { startedAt: true } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  const rows = await countRows(ctx, campaignId);
  const now = ctx.now();
  const started = campaign.startedAt?.getTime() ?? now.getTime();
  return sumCounts(rows, now, (now.getTime() - started) / 1000);
}

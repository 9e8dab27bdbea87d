import type { TenantCtx } from '#server/lib/context.ts';
import { findCampaign } from '../campaigns/index.ts';
import { counterRows, ledgerRows, peopleRows } from './report-rows.sql.ts';
import type { CampaignReport } from './schemas.ts';
import { sumReport } from './sum-report.ts';

const KEPT_MS = 1_500;
const MOST_KEPT = 500;
const kept = new Map<string, { report: Promise<CampaignReport>; until: number }>();

/**
 * What became of a campaign and what its recipients did: every figure from rows. Kept for a moment, so that many who watch
 * cost as much as one. Throws NotFound.
 */
export function campaignReport(ctx: TenantCtx, campaignId: string): Promise<CampaignReport> {
  const key = `${ctx.workspace.id}/${campaignId}`;
  const now = performance.now();
  const known = kept.get(key);
  if (known && known.until > now) return known.report;
  if (kept.size > MOST_KEPT) kept.clear();
  const report = readReport(ctx, campaignId);
  kept.set(key, { report, until: now + KEPT_MS });
  report.catch(() => kept.delete(key));
  return report;
}

/** The same, counted now. */
export async function readReport(ctx: TenantCtx, campaignId: string): Promise<CampaignReport> {
  const campaign = await findCampaign(ctx, campaignId);
  const [steps, links, topic, groups, ledger, counters, people] = await Promise.all([
    ctx.db.campaignStep.findMany({
      where: { campaignId },
      select: { id: true, from: true, to: true, at: true, actorName: true, why: true },
      orderBy: { id: 'desc' },
      take: 50,
    }),
    ctx.db.campaignLink.findMany({ where: { campaignId }, select: { index: true, url: true, label: true } }),
    ctx.db.topic.findFirst({ where: { id: campaign.topicId }, select: { name: true } }),
    ctx.db.group.findMany({
      where: { id: { in: [...campaign.includeGroupIds, ...campaign.excludeGroupIds] } },
      select: { id: true, name: true },
    }),
    ledgerRows(ctx, campaignId),
    counterRows(ctx, campaignId),
    peopleRows(ctx, campaignId),
  ]);
  const named = (ids: string[]) => groups.filter((group) => ids.includes(group.id)).map((group) => group.name);
  const { id, name, state, stateAt, subject, fromName, fromAddress, startedAt, finishedAt, closedAt, audience } =
    campaign;
  return {
    campaign: {
      id,
      name,
      state,
      stateAt,
      subject,
      from: fromName ? `${fromName} <${fromAddress}>` : fromAddress,
      topic: topic?.name ?? '',
      includeGroups: named(campaign.includeGroupIds),
      excludeGroups: named(campaign.excludeGroupIds),
      startedAt,
      finishedAt,
      closedAt,
      steps,
    },
    at: ctx.now(),
    ...sumReport({ audience, startedAt, links, ledger, counters, people }),
  };
}

import type { TenantCtx } from '#server/lib/context.ts';
import { findCampaign } from '../campaigns/index.ts';
import { FEW_ROWS, type Kept, keptSums } from '../workspaces/index.ts';
import * as rows from './report-rows.sql.ts';
import {
  type CampaignHead,
  type CampaignReport,
  delayLimits,
  type Relative,
  type ReportPage,
  type ReportScope,
  type ReportSums,
  type ScopedReportInput,
} from './schemas.ts';
import { isWhole, scopeName } from './scope.sql.ts';
import { stepFor, sumReport } from './sum-report.ts';

type Campaign = Awaited<ReturnType<typeof findCampaign>>;

/** Changes with the shape of `ReportSums`: what older code kept is counted anew. */
const VERSION = 'report-1';
const MEMO_MS = 1_500;
const MOST_MEMOS = 500;
const memos = new Map<string, { sums: Promise<Kept<ReportSums>>; until: number }>();

/** What became of a campaign, for its page: figures at most as old as counting them takes. Throws NotFound. */
export async function campaignReport(ctx: TenantCtx, { campaignId, ...scope }: ScopedReportInput): Promise<ReportPage> {
  const campaign = await findCampaign(ctx, campaignId);
  const [head, sums] = await Promise.all([campaignHead(ctx, campaign), reportSums(ctx, campaign, scope)]);
  return { campaign: head, sums: sums?.sums ?? null, at: sums?.at ?? null };
}

/** The sums of a campaign and of whom; null while a great many rows are being counted for the first time. */
export async function reportSums(
  ctx: TenantCtx,
  campaign: Campaign,
  scope: ReportScope = {},
): Promise<Kept<ReportSums> | null> {
  if ((campaign.audience ?? 0) <= FEW_ROWS) return recentSums(ctx, campaign, scope);
  return keptSums(ctx, sumKey(campaign.id, scope), () => countSums(ctx, campaign, scope));
}

export const sumKey = (subjectId: string, scope: ReportScope) => ({
  subjectId,
  scope: `${VERSION}${scopeName(scope)}`,
});

/** Kept in memory for a moment, so that many who watch cost as much as one. */
function recentSums(ctx: TenantCtx, campaign: Campaign, scope: ReportScope): Promise<Kept<ReportSums>> {
  const key = `${ctx.workspace.id}/${campaign.id}${scopeName(scope)}`;
  const now = performance.now();
  const known = memos.get(key);
  if (known && known.until > now) return known.sums;
  if (memos.size > MOST_MEMOS) memos.clear();
  const at = ctx.now();
  const sums = countSums(ctx, campaign, scope).then((counted) => ({ sums: counted, at }));
  memos.set(key, { sums, until: now + MEMO_MS });
  sums.catch(() => memos.delete(key));
  return sums;
}

/** Everything of one campaign, counted now. */
export async function readReport(ctx: TenantCtx, campaignId: string): Promise<CampaignReport> {
  const campaign = await findCampaign(ctx, campaignId);
  const [head, sums] = await Promise.all([campaignHead(ctx, campaign), countSums(ctx, campaign, {})]);
  return { campaign: head, at: ctx.now(), ...sums };
}

/** Counts the rows and adds them up; 1,000,000 recipients take a second or two. */
export async function countSums(ctx: TenantCtx, campaign: Campaign, scope: ReportScope): Promise<ReportSums> {
  const asked = { campaignId: campaign.id, scope };
  const { startedAt, finishedAt } = campaign;
  const seconds = startedAt ? ((finishedAt ?? ctx.now()).getTime() - startedAt.getTime()) / 1_000 : 0;
  const stepSeconds = stepFor(seconds);
  const links = ctx.db.campaignLink.findMany({
    where: { campaignId: campaign.id },
    select: { index: true, url: true, label: true },
  });
  // Over a great many rows one after the other: at once they would take every processor from the pages.
  const gather = (campaign.audience ?? 0) > FEW_ROWS ? inTurn : atOnce;
  const [ledger, counters, people] = await gather(
    () => rows.ledgerRows(ctx, asked),
    () => rows.counterRows(ctx, asked),
    () => rows.peopleRows(ctx, asked),
  );
  const [curve, delays, agents, unsubscribes] = await gather(
    () => rows.curveRows(ctx, asked, stepSeconds),
    () => rows.delayRows(ctx, asked, delayLimits),
    () => rows.agentRows(ctx, asked),
    () => rows.unsubscribeRows(ctx, asked),
  );
  const [complaints, forwards, domains] = await gather(
    () => rows.complaintCount(ctx, asked),
    () => rows.forwardRows(ctx, asked),
    () => rows.domainRows(ctx, asked),
  );
  return sumReport({
    audience: isWhole(scope) ? campaign.audience : null,
    startedAt,
    links: await links,
    ledger,
    counters,
    people,
    curve,
    stepSeconds,
    delays,
    agents,
    unsubscribes,
    complaints,
    forwards,
    domains,
  });
}

const relative = { id: true, name: true, state: true, resendTo: true, startedAt: true, audience: true } as const;

async function campaignHead(ctx: TenantCtx, campaign: Campaign): Promise<CampaignHead> {
  const campaignId = campaign.id;
  const [steps, topic, groups, origin, resends] = await Promise.all([
    ctx.db.campaignStep.findMany({
      where: { campaignId },
      select: { id: true, from: true, to: true, at: true, actorName: true, why: true },
      orderBy: { id: 'desc' },
      take: 50,
    }),
    ctx.db.topic.findFirst({ where: { id: campaign.topicId }, select: { name: true } }),
    ctx.db.group.findMany({
      where: { id: { in: [...campaign.includeGroupIds, ...campaign.excludeGroupIds] } },
      select: { id: true, name: true },
    }),
    campaign.resendOfId
      ? ctx.db.campaign.findFirst({ where: { id: campaign.resendOfId }, select: relative })
      : Promise.resolve<Relative | null>(null),
    ctx.db.campaign.findMany({
      where: { resendOfId: campaignId },
      select: relative,
      orderBy: { createdAt: 'desc' },
      take: 20,
    }),
  ]);
  const named = (ids: string[]) => groups.filter((group) => ids.includes(group.id)).map((group) => group.name);
  const { name, state, stateAt, subject, fromName, fromAddress, startedAt, finishedAt, closedAt, audience } = campaign;
  return {
    id: campaignId,
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
    audience,
    origin,
    resends,
  };
}

type Results<Takes extends (() => Promise<unknown>)[]> = { [Key in keyof Takes]: Awaited<ReturnType<Takes[Key]>> };

async function inTurn<Takes extends (() => Promise<unknown>)[]>(...takes: Takes): Promise<Results<Takes>> {
  const results: unknown[] = [];
  for (const take of takes) results.push(await take());
  return results as Results<Takes>;
}

function atOnce<Takes extends (() => Promise<unknown>)[]>(...takes: Takes): Promise<Results<Takes>> {
  return Promise.all(takes.map((take) => take())) as Promise<Results<Takes>>;
}

import { type Sql, sql, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type AudienceCount, type AudienceSelection, audienceOf, countAudience } from '../contacts/index.ts';
import { isResendKind, type ResendKind, resendKinds } from './schemas.ts';

/** Whom a campaign is for: what its groups match, or for a re-send some of its origin's recipients. */
export type CampaignAudience = AudienceSelection & { resendOfId?: string | null; resendTo?: string | null };

/** Refused for good: the same address would refuse again, so sending to it harms the sender. */
const hopeless = ['unknown-user', 'unknown-domain', 'domain-takes-no-mail', 'bad-address'];
/** A million rows: about 3 s. */
const COUNT_SECONDS = 60;

/** Whether the recipient of a ledger's row (alias `d`) did one of these, as far as machines didn't. */
const did = (kinds: readonly string[]): Sql => sql`EXISTS (SELECT FROM events e WHERE e."campaignId" = d."campaignId"
  AND e.kind = ANY(${[...kinds]}::text[]) AND e."contactId" = d."contactId" AND e.class <> 'machine')`;
const reached = sql`d.state IN ('accepted', 'delivered')`;

/**
 * Which rows of the origin's ledger (alias `d`) a re-send of this kind is for. Who did not open or click is known of those who are
 * tracked one by one, and whose opens no privacy proxy has made: of the others nothing is assumed.
 */
const kindSql = (kind: ResendKind): Sql => {
  switch (kind) {
    case 'non-clickers':
      return sql`${reached} AND d."trackClicks" = 'individual' AND NOT ${did(['click'])}`;
    case 'non-openers':
      return sql`${reached} AND d."trackOpens" = 'individual' AND NOT ${did(['open', 'click'])}`;
    case 'failed':
      return sql`(d.state IN ('failed', 'expired') OR (d.state = 'bounced' AND d.reason <> ALL(${hopeless}::text[])))`;
    case 'uncertain':
      return sql`d.state = 'uncertain'`;
  }
};

/**
 * One row for each contact of the campaign's audience, as `audienceOf` gives them: the same predicate decides who may be sent to,
 * whether groups or an origin's ledger say who is meant.
 */
export async function campaignAudience(ctx: TenantCtx, campaign: CampaignAudience): Promise<Sql> {
  const { topicId, includeGroupIds, excludeGroupIds, resendOfId, resendTo } = campaign;
  const everybody = await audienceOf(ctx, { topicId, includeGroupIds, excludeGroupIds });
  if (!resendOfId || !resendTo || !isResendKind(resendTo)) return everybody;
  return sql`SELECT a.* FROM (${everybody}) a JOIN deliveries d ON d."contactId" = a."contactId"
    AND d."workspaceId" = ${ctx.workspace.id}::uuid AND d."campaignId" = ${resendOfId}::uuid AND ${kindSql(resendTo)}`;
}

/** How many contacts a campaign would meet, how many of them may be sent to, and why the others may not. */
export async function countCampaignAudience(ctx: TenantCtx, campaign: CampaignAudience): Promise<AudienceCount> {
  if (!campaign.resendOfId) return countAudience(ctx, campaign);
  const audience = await campaignAudience(ctx, campaign);
  const query = sql`SELECT reason, count(*)::int AS n FROM (${audience}) audience GROUP BY reason`;
  const rows = await tenantRowsWithin<{ reason: string | null; n: number }>(ctx, COUNT_SECONDS, query);
  const reasons = Object.fromEntries(rows.flatMap(({ reason, n }) => (reason === null ? [] : [[reason, n]])));
  return {
    total: rows.reduce((sum, { n }) => sum + n, 0),
    eligible: rows.find(({ reason }) => reason === null)?.n ?? 0,
    reasons,
  };
}

export type ResendCount = {
  to: ResendKind;
  /** Whom it is for, and how many of them may be sent to now. */
  recipients: number;
  eligible: number;
  /** Reached, but whether they did it nobody can know. */
  unknowable: number;
};

/** Whom each kind of re-send of a campaign would meet, in one pass over its ledger. */
export async function countResends(
  ctx: TenantCtx,
  origin: { id: string; topicId: string },
): Promise<Record<ResendKind, ResendCount>> {
  const workspaceId = ctx.workspace.id;
  const everybody = await audienceOf(ctx, { topicId: origin.topicId, includeGroupIds: [], excludeGroupIds: [] });
  const [clickers, openers, failed, uncertain] = resendKinds.map(kindSql);
  type Row = { kind: ResendKind | 'clicks-unknown' | 'opens-unknown'; recipients: number; eligible: number };
  const rows = await tenantRowsWithin<Row>(
    ctx,
    COUNT_SECONDS,
    sql`WITH ledger AS MATERIALIZED (
        SELECT d."contactId", ${clickers} AS "non-clickers", ${openers} AS "non-openers", ${failed} AS failed,
          ${uncertain} AS uncertain, ${reached} AND d."trackClicks" <> 'individual' AS "clicks-unknown",
          ${reached} AND (d."trackOpens" <> 'individual' OR (NOT ${did(['click'])} AND EXISTS (SELECT FROM events e
            WHERE e."campaignId" = d."campaignId" AND e.kind = 'open' AND e."contactId" = d."contactId"
              AND e.class = 'unknowable') AND NOT EXISTS (SELECT FROM events e WHERE e."campaignId" = d."campaignId"
              AND e.kind = 'open' AND e."contactId" = d."contactId" AND e.class = 'likely-human'))) AS "opens-unknown"
        FROM deliveries d WHERE d."workspaceId" = ${workspaceId}::uuid AND d."campaignId" = ${origin.id}::uuid
      )
      SELECT k.kind, count(*)::int AS recipients, count(*) FILTER (WHERE a.reason IS NULL)::int AS eligible
      FROM ledger l
      JOIN (${everybody}) a ON a."contactId" = l."contactId",
      LATERAL (VALUES ('non-clickers', l."non-clickers"), ('non-openers', l."non-openers"), ('failed', l.failed),
        ('uncertain', l.uncertain), ('clicks-unknown', l."clicks-unknown"), ('opens-unknown', l."opens-unknown")) k(kind, holds)
      WHERE k.holds GROUP BY k.kind`,
  );
  const found = new Map(rows.map((row) => [row.kind, row]));
  const count = (to: ResendKind): ResendCount => ({
    to,
    recipients: found.get(to)?.recipients ?? 0,
    eligible: found.get(to)?.eligible ?? 0,
    unknowable:
      to === 'non-clickers'
        ? (found.get('clicks-unknown')?.recipients ?? 0)
        : to === 'non-openers'
          ? (found.get('opens-unknown')?.recipients ?? 0)
          : 0,
  });
  return Object.fromEntries(resendKinds.map((kind) => [kind, count(kind)])) as Record<ResendKind, ResendCount>;
}

/** Puts those who make the same re-send of a campaign one after the other. Held to the transaction's end. */
export async function lockResend(tx: TenantCtx, originId: string, to: ResendKind): Promise<void> {
  await tenantRows(
    tx,
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${`resend ${originId} ${to}`}, 0))::text
      WHERE ${tx.workspace.id}::text IS NOT NULL`,
  );
}

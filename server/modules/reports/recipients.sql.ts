import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type Page, toPage } from '#shared/paging.ts';
import type { RecipientFilter, RecipientTimeline, ReportRecipient, ReportState } from './schemas.ts';

const statesOf: Partial<Record<RecipientFilter, readonly ReportState[]>> = {
  reached: ['accepted', 'delivered'],
  bounced: ['bounced'],
  failed: ['failed', 'expired'],
  waiting: ['queued', 'leased', 'committing', 'deferred'],
  skipped: ['skipped', 'cancelled'],
  uncertain: ['uncertain'],
};
const kindOf: Partial<Record<RecipientFilter, string>> = {
  opened: 'open',
  clicked: 'click',
  unsubscribed: 'unsubscribe',
};

/** A campaign's recipients in the order of their ids, a page at a time. Who opened and clicked is told only under individual consent. */
export async function listRecipients(
  ctx: TenantCtx,
  input: {
    campaignId: string;
    filter?: RecipientFilter | undefined;
    q?: string | undefined;
    limit: number;
    cursor?: string | null | undefined;
  },
): Promise<Page<ReportRecipient>> {
  const { campaignId, filter, limit, cursor } = input;
  const workspaceId = ctx.workspace.id;
  const text = input.q && escapeLike(input.q.toLowerCase());
  const did = (
    kind: string,
    alias: Sql,
  ) => sql`EXISTS (SELECT FROM events ${alias} WHERE ${alias}."campaignId" = d."campaignId"
    AND ${alias}.kind = ${kind} AND ${alias}."contactId" = d."contactId" AND ${alias}.class <> 'machine')`;
  const states = filter && statesOf[filter];
  const kind = filter && kindOf[filter];
  const rows = await tenantRows<ReportRecipient>(
    ctx,
    sql`SELECT d."contactId", c.address, coalesce(trim(c."firstName" || ' ' || c."lastName"), '') AS name, d.state::text AS state,
        d.reason, d."stateAt",
        CASE WHEN d."trackOpens" = 'individual' THEN ${did('open', sql`o`)} END AS opened,
        CASE WHEN d."trackClicks" = 'individual' THEN ${did('click', sql`k`)} END AS clicked,
        ${did('unsubscribe', sql`u`)} AS unsubscribed
      FROM deliveries d
      ${text ? sql`JOIN` : sql`LEFT JOIN`} contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."contactId"
      WHERE d."workspaceId" = ${workspaceId}::uuid AND d."campaignId" = ${campaignId}::uuid
        ${cursor ? sql`AND d."contactId" > ${cursor}::uuid` : sqlEmpty}
        ${text ? sql`AND c.search LIKE ${`%${text}%`}` : sqlEmpty}
        ${states ? sql`AND d.state IN (${sqlJoin(states.map((state) => sql`${state}::delivery_state`))})` : sqlEmpty}
        ${kind ? sql`AND ${did(kind, sql`f`)}` : sqlEmpty}
      ORDER BY d."contactId" LIMIT ${limit + 1}`,
  );
  return toPage(rows, limit, (row) => row.contactId);
}

/** One recipient's row of the ledger, with who it is; null where the campaign never met that contact. */
export async function recipientRow(
  ctx: TenantCtx,
  input: { campaignId: string; contactId: string },
): Promise<RecipientTimeline['recipient'] | null> {
  const [row] = await tenantRows<RecipientTimeline['recipient']>(
    ctx,
    sql`SELECT d."contactId", c.address, coalesce(trim(c."firstName" || ' ' || c."lastName"), '') AS name, d.state::text AS state,
        d.reason, d."stateAt", d."trackOpens"::text AS opens, d."trackClicks"::text AS clicks
      FROM deliveries d LEFT JOIN contacts c ON c."workspaceId" = ${ctx.workspace.id}::uuid AND c.id = d."contactId"
      WHERE d."workspaceId" = ${ctx.workspace.id}::uuid AND d."campaignId" = ${input.campaignId}::uuid
        AND d."contactId" = ${input.contactId}::uuid`,
  );
  return row ?? null;
}

/** Every try of one delivery, the newest first. */
export function recipientAttempts(
  ctx: TenantCtx,
  input: { campaignId: string; contactId: string },
): Promise<RecipientTimeline['attempts']> {
  return tenantRows<RecipientTimeline['attempts'][number]>(
    ctx,
    sql`SELECT at, attempt, outcome, code, enhanced, answer, host FROM delivery_attempts
      WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "campaignId" = ${input.campaignId}::uuid
        AND "contactId" = ${input.contactId}::uuid ORDER BY at DESC LIMIT 100`,
  );
}

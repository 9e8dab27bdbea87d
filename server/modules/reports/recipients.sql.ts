import type { z } from 'zod';
import { escapeLike, type Sql, sql, sqlEmpty, sqlJoin, tenantRows, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type Page, toPage } from '#shared/paging.ts';
import type { RecipientFilter, RecipientTimeline, ReportRecipient, ReportState, recipientsInput } from './schemas.ts';
import { scopeSql } from './scope.sql.ts';

const LIST_SECONDS = 20;

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

/** What people did, as the events' index has it: in the order of contacts, so that a page is found without looking at the others. */
function whoDid(workspaceId: string, campaignId: string, kind: string, link: number | undefined, after: Sql): Sql {
  return sql`(SELECT DISTINCT e."contactId" FROM events e WHERE e."workspaceId" = ${workspaceId}::uuid
    AND e."campaignId" = ${campaignId}::uuid AND e.kind = ${kind} AND e."contactId" IS NOT NULL AND e.class <> 'machine'
    ${link === undefined ? sqlEmpty : sql`AND e.link = ${link}`} ${after} ORDER BY 1)`;
}

/** A campaign's recipients in the order of their ids, a page at a time. Who opened and clicked is told only under individual consent. */
export async function listRecipients(
  ctx: TenantCtx,
  input: z.output<typeof recipientsInput>,
): Promise<Page<ReportRecipient>> {
  const { campaignId, filter, link, reason, limit, cursor } = input;
  const workspaceId = ctx.workspace.id;
  const text = input.q && escapeLike(input.q.toLowerCase());
  const did = (
    kind: string,
    alias: Sql,
  ) => sql`EXISTS (SELECT FROM events ${alias} WHERE ${alias}."campaignId" = d."campaignId"
    AND ${alias}.kind = ${kind} AND ${alias}."contactId" = d."contactId" AND ${alias}.class <> 'machine')`;
  const states = filter && statesOf[filter];
  const kind = link === undefined ? filter && kindOf[filter] : 'click';
  const after = cursor ? sql`AND e."contactId" > ${cursor}::uuid` : sqlEmpty;
  const from = kind
    ? sql`${whoDid(workspaceId, campaignId, kind, link, after)} did
        JOIN deliveries d ON d."campaignId" = ${campaignId}::uuid AND d."contactId" = did."contactId"`
    : sql`deliveries d`;
  // The page is found first: asked of a million rows at once, the planner would look through all events for what each did.
  const rows = await tenantRowsWithin<ReportRecipient>(
    ctx,
    LIST_SECONDS,
    sql`WITH page AS MATERIALIZED (
        SELECT d."campaignId", d."contactId", d.state, d.reason, d."stateAt", d."trackOpens", d."trackClicks"
        FROM ${from}
        ${text ? sql`JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."contactId"` : sqlEmpty}
        WHERE d."workspaceId" = ${workspaceId}::uuid AND d."campaignId" = ${campaignId}::uuid
          ${cursor ? sql`AND d."contactId" > ${cursor}::uuid` : sqlEmpty}
          ${text ? sql`AND c.search LIKE ${`%${text}%`}` : sqlEmpty}
          ${states ? sql`AND d.state IN (${sqlJoin(states.map((state) => sql`${state}::delivery_state`))})` : sqlEmpty}
          ${reason ? sql`AND d.reason = ${reason}` : sqlEmpty}
          ${filter === 'forwarded' ? forwardedSql(workspaceId) : sqlEmpty}
          ${filter === 'complained' ? complainedSql(workspaceId, campaignId) : sqlEmpty}
          ${scopeSql(workspaceId, input, sql`d."contactId"`)}
        ORDER BY d."contactId" LIMIT ${limit + 1}
      )
      SELECT d."contactId", c.address, coalesce(trim(c."firstName" || ' ' || c."lastName"), '') AS name, d.state::text AS state,
        d.reason, d."stateAt",
        CASE WHEN d."trackOpens" = 'individual' THEN ${did('open', sql`o`)} END AS opened,
        CASE WHEN d."trackClicks" = 'individual' THEN ${did('click', sql`k`)} END AS clicked,
        ${did('unsubscribe', sql`u`)} AS unsubscribed
      FROM page d LEFT JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."contactId"
      ORDER BY d."contactId"`,
  );
  return toPage(rows, limit, (row) => row.contactId);
}

/** Who passed the message on, where their links are followed one by one: of others it is counted and not told. */
const forwardedSql = (workspaceId: string) => sql`AND d."trackClicks" = 'individual' AND EXISTS (SELECT FROM forwards f
  WHERE f."workspaceId" = ${workspaceId}::uuid AND f."campaignId" = d."campaignId" AND f."contactId" = d."contactId")`;

/** Who reported this message as spam; begins at the few addresses that did. */
const complainedSql = (workspaceId: string, campaignId: string) => sql`AND d."contactId" IN (SELECT x.id
  FROM address_states a JOIN contacts x ON x."workspaceId" = ${workspaceId}::uuid AND x."addressKey" = a."addressKey"
  JOIN contact_changes h ON h."workspaceId" = ${workspaceId}::uuid AND h."contactId" = x.id AND h.kind = 'complained'
    AND h.detail ->> 'campaignId' = ${campaignId}
  WHERE a."workspaceId" = ${workspaceId}::uuid AND a.deliverability = 'complained')`;

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

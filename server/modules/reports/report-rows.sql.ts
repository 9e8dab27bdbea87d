import { sql, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { ReportScope, ReportState } from './schemas.ts';
import { isWhole, scopeSql } from './scope.sql.ts';

type Level = 'off' | 'aggregate' | 'individual';
export type LedgerRow = { state: ReportState; reason: string | null; opens: Level; clicks: Level; count: number };
export type CounterRow = { kind: string; link: number; class: string; hour: Date; events: number };
export type PeopleRow = { kind: string; link: number | null; likely: number; possible: number };
/** Rows that got their outcome within a step of time. */
export type CurveRow = { at: Date; outcome: 'accepted' | 'failed' | 'uncertain'; count: number };
/** Readers by how long after acceptance they first did it; `bucket` counts the limits that were passed. */
export type DelayRow = { kind: 'open' | 'click'; bucket: number; people: number };
export type AgentRow = { agent: string; people: number };
export type ForwardRow = { outcome: 'sent' | 'waiting' | 'not-sent'; count: number };

/** A campaign and whom of its recipients is asked about. */
export type Asked = { campaignId: string; scope: ReportScope };
/** Counting goes on for as long; what takes longer is a fault, and is ended. */
const SECONDS = 60;

const d = sql`d."contactId"`;
const e = sql`e."contactId"`;
const inScope = (ctx: TenantCtx, asked: Asked, contact = e) => scopeSql(ctx.workspace.id, asked.scope, contact);

/** The ledger of a campaign, counted from its rows (100 ms a million): one pass for states, reasons and tracking. */
export function ledgerRows(ctx: TenantCtx, asked: Asked): Promise<LedgerRow[]> {
  return tenantRowsWithin<LedgerRow>(
    ctx,
    SECONDS,
    sql`SELECT d.state::text, d.reason, d."trackOpens"::text AS opens, d."trackClicks"::text AS clicks, count(*)::int AS count
      FROM deliveries d WHERE d."workspaceId" = ${ctx.workspace.id}::uuid AND d."campaignId" = ${asked.campaignId}::uuid
        ${inScope(ctx, asked, d)}
      GROUP BY 1, 2, 3, 4`,
  );
}

/**
 * The kept sums of events, by hour. Of some recipients only, they are counted from the events that name a contact: what was
 * counted without knowing whose it was is nobody's.
 */
export function counterRows(ctx: TenantCtx, asked: Asked): Promise<CounterRow[]> {
  const workspaceId = ctx.workspace.id;
  const query = isWhole(asked.scope)
    ? sql`SELECT kind, link, class, hour, events::int AS events FROM event_counters
        WHERE "workspaceId" = ${workspaceId}::uuid AND "campaignId" = ${asked.campaignId}::uuid AND events > 0 ORDER BY hour`
    : sql`SELECT e.kind, coalesce(e.link, -1)::smallint AS link, e.class, date_trunc('hour', e.at, 'UTC') AS hour,
          count(*)::int AS events
        FROM events e WHERE e."workspaceId" = ${workspaceId}::uuid AND e."campaignId" = ${asked.campaignId}::uuid
          AND e."contactId" IS NOT NULL ${inScope(ctx, asked)}
        GROUP BY 1, 2, 3, 4 ORDER BY 4`;
  return tenantRowsWithin<CounterRow>(ctx, SECONDS, query);
}

/** Different people, among those tracked one by one: for each kind, and for each link that was clicked. */
export function peopleRows(ctx: TenantCtx, asked: Asked): Promise<PeopleRow[]> {
  return tenantRowsWithin<PeopleRow>(
    ctx,
    SECONDS,
    sql`SELECT kind, link, count(*) FILTER (WHERE likely)::int AS likely, count(*)::int AS possible
      FROM (
        SELECT e.kind, e.link, e."contactId", bool_or(e.class = 'likely-human') AS likely
        FROM events e
        WHERE e."workspaceId" = ${ctx.workspace.id}::uuid AND e."campaignId" = ${asked.campaignId}::uuid
          AND e."contactId" IS NOT NULL AND e.class <> 'machine' ${inScope(ctx, asked)}
        GROUP BY GROUPING SETS ((e.kind, e."contactId"), (e.kind, e.link, e."contactId"))
        HAVING GROUPING(e.link) = 1 OR e.link IS NOT NULL
      ) people GROUP BY 1, 2`,
  );
}

/** When rows got their outcome, in steps of so many seconds. */
export function curveRows(ctx: TenantCtx, asked: Asked, stepSeconds: number): Promise<CurveRow[]> {
  return tenantRowsWithin<CurveRow>(
    ctx,
    SECONDS,
    sql`SELECT date_bin(${stepSeconds} * interval '1 second', d."stateAt", 'epoch') AS at,
        CASE WHEN d.state IN ('accepted', 'delivered') THEN 'accepted' WHEN d.state = 'uncertain' THEN 'uncertain' ELSE 'failed' END AS outcome,
        count(*)::int AS count
      FROM deliveries d WHERE d."workspaceId" = ${ctx.workspace.id}::uuid AND d."campaignId" = ${asked.campaignId}::uuid
        AND d.state IN ('accepted', 'delivered', 'bounced', 'failed', 'expired', 'uncertain') ${inScope(ctx, asked, d)}
      GROUP BY 1, 2 ORDER BY 1`,
  );
}

/** How long after the server took the message people first opened it and first followed a link; `limits` in seconds. */
export function delayRows(ctx: TenantCtx, asked: Asked, limits: readonly number[]): Promise<DelayRow[]> {
  const workspaceId = ctx.workspace.id;
  return tenantRowsWithin<DelayRow>(
    ctx,
    SECONDS,
    sql`SELECT f.kind, width_bucket(extract(epoch FROM f.first - d."stateAt")::float8, ${[...limits]}::float8[])::int AS bucket, count(*)::int AS people
      FROM (
        SELECT e.kind, e."contactId", min(e.at) AS first FROM events e
        WHERE e."workspaceId" = ${workspaceId}::uuid AND e."campaignId" = ${asked.campaignId}::uuid
          AND e.kind IN ('open', 'click') AND e.class = 'likely-human' AND e."contactId" IS NOT NULL ${inScope(ctx, asked)}
        GROUP BY 1, 2
      ) f JOIN deliveries d ON d."campaignId" = ${asked.campaignId}::uuid AND d."contactId" = f."contactId"
        AND d."workspaceId" = ${workspaceId}::uuid AND d.state IN ('accepted', 'delivered')
      GROUP BY 1, 2`,
  );
}

/** What readers read with, as far as events say: only where a contact is tracked one by one is it kept. */
export function agentRows(ctx: TenantCtx, asked: Asked): Promise<AgentRow[]> {
  return tenantRowsWithin<AgentRow>(
    ctx,
    SECONDS,
    sql`SELECT e.agent, count(DISTINCT e."contactId")::int AS people FROM events e
      WHERE e."workspaceId" = ${ctx.workspace.id}::uuid AND e."campaignId" = ${asked.campaignId}::uuid
        AND e.kind IN ('open', 'click') AND e.class = 'likely-human' AND e.agent IS NOT NULL AND e."contactId" IS NOT NULL
        ${inScope(ctx, asked)}
      GROUP BY 1 ORDER BY 2 DESC LIMIT 2000`,
  );
}

/** How the people who unsubscribed did it: the event's reason. */
export function unsubscribeRows(ctx: TenantCtx, asked: Asked): Promise<{ how: string; people: number }[]> {
  return tenantRowsWithin(
    ctx,
    SECONDS,
    sql`SELECT e.reason AS how, count(DISTINCT e."contactId")::int AS people FROM events e
      WHERE e."workspaceId" = ${ctx.workspace.id}::uuid AND e."campaignId" = ${asked.campaignId}::uuid AND e.kind = 'unsubscribe'
        AND e."contactId" IS NOT NULL ${inScope(ctx, asked)}
      GROUP BY 1`,
  );
}

/** People who reported this campaign's message as spam. Begins at the few addresses that did: their timelines name the campaign. */
export async function complaintCount(ctx: TenantCtx, asked: Asked): Promise<number> {
  const workspaceId = ctx.workspace.id;
  const [row] = await tenantRowsWithin<{ people: number }>(
    ctx,
    SECONDS,
    sql`SELECT count(DISTINCT h."contactId")::int AS people
      FROM address_states a
      JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c."addressKey" = a."addressKey"
      JOIN contact_changes h ON h."workspaceId" = ${workspaceId}::uuid AND h."contactId" = c.id AND h.kind = 'complained'
        AND h.detail ->> 'campaignId' = ${asked.campaignId}
      WHERE a."workspaceId" = ${workspaceId}::uuid AND a.deliverability = 'complained' ${inScope(ctx, asked, sql`c.id`)}`,
  );
  return row?.people ?? 0;
}

/**
 * Messages passed on, by what became of them. Of some recipients only, those alone count whose links are followed one by one: a
 * small enough group would tell who it was.
 */
export function forwardRows(ctx: TenantCtx, asked: Asked): Promise<ForwardRow[]> {
  const workspaceId = ctx.workspace.id;
  const followed = isWhole(asked.scope)
    ? sql``
    : sql`AND EXISTS (SELECT FROM deliveries d WHERE d."campaignId" = f."campaignId" AND d."contactId" = f."contactId"
        AND d."trackClicks" = 'individual') ${inScope(ctx, asked, sql`f."contactId"`)}`;
  return tenantRowsWithin<ForwardRow>(
    ctx,
    SECONDS,
    sql`SELECT CASE WHEN f."sentAt" IS NOT NULL THEN 'sent' WHEN f.failure IS NULL THEN 'waiting' ELSE 'not-sent' END AS outcome,
        count(*)::int AS count
      FROM forwards f WHERE f."workspaceId" = ${workspaceId}::uuid AND f."campaignId" = ${asked.campaignId}::uuid ${followed}
      GROUP BY 1`,
  );
}

/** Recipients by the domain of their address, with what became of them: the domains that hold most, and all others together. */
export function domainRows(
  ctx: TenantCtx,
  asked: Asked,
): Promise<{ domain: string; state: ReportState; count: number }[]> {
  const workspaceId = ctx.workspace.id;
  return tenantRowsWithin(
    ctx,
    SECONDS,
    sql`SELECT split_part(c."addressKey", '@', -1) AS domain, d.state::text AS state, count(*)::int AS count
      FROM deliveries d JOIN contacts c ON c."workspaceId" = ${workspaceId}::uuid AND c.id = d."contactId"
      WHERE d."workspaceId" = ${workspaceId}::uuid AND d."campaignId" = ${asked.campaignId}::uuid
        AND d.state NOT IN ('skipped', 'cancelled') ${inScope(ctx, asked, d)}
      GROUP BY 1, 2`,
  );
}

import { sql, systemRows } from '#server/db/sql.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { findWorkspace, keptOrTaken } from '../workspaces/index.ts';
import type { HealthFacts } from './customer-health.ts';

export type Measured = HealthFacts & { contacts: number; messages: number };

/**
 * Everything that a customer's health and use are told by, counted from the rows. Messages are those of campaigns begun in the span:
 * `messages` of the workspace's present month as its quota counts them, the others of the last 30 days. 3,200,000 deliveries take 1.7 s of
 * CPU: what a page shows of a large customer is what was measured last.
 */
export async function measure(ctx: StaffCtx | SystemCtx, workspaceId: string): Promise<Measured | undefined> {
  const [row] = await systemRows<Measured>(
    ctx,
    sql`SELECT w.state::text AS state,
        (SELECT count(*)::int FROM contacts c WHERE c."workspaceId" = w.id) AS contacts,
        m.messages, m.sent, m.bounced,
        (SELECT count(*)::int FROM address_states a WHERE a."workspaceId" = w.id AND a.deliverability = 'complained'
           AND a."deliverabilityAt" > ${ctx.now()}::timestamptz - interval '30 days') AS complained,
        (SELECT count(*)::int FROM campaigns c WHERE c."workspaceId" = w.id AND c.state = 'overdue') AS overdue,
        (SELECT count(*)::int FROM pgboss.job j WHERE j.state = 'failed' AND j.data->>'workspaceId' = w.id::text) AS "failedJobs",
        (SELECT count(*)::int FROM sending_domains d WHERE d."workspaceId" = w.id AND d."verifiedAt" IS NULL) AS "unverifiedDomains",
        (SELECT count(*)::int FROM particulars_flags f WHERE f."workspaceId" = w.id AND f."resolvedAt" IS NULL) AS "openFlags"
      FROM workspaces w, LATERAL (
        SELECT count(*) FILTER (WHERE d.state NOT IN ('skipped', 'cancelled')
              AND c."startedAt" >= date_trunc('month', ${ctx.now()}::timestamptz, w.timezone))::int AS messages,
            count(*) FILTER (WHERE d.state IN ('accepted', 'delivered', 'bounced') AND recent)::int AS sent,
            count(*) FILTER (WHERE d.state = 'bounced' AND recent)::int AS bounced
        FROM (SELECT id, "startedAt", "startedAt" > ${ctx.now()}::timestamptz - interval '30 days' AS recent FROM campaigns
              WHERE "workspaceId" = w.id AND "startedAt" > ${ctx.now()}::timestamptz - interval '31 days') c
        JOIN deliveries d ON d."campaignId" = c.id
      ) m WHERE w.id = ${workspaceId}::uuid`,
  );
  return row;
}

export type MonthUse = { month: string; messages: number; campaigns: number };

function countMonths(ctx: StaffCtx, workspaceId: string): Promise<MonthUse[]> {
  return systemRows<MonthUse>(
    ctx,
    sql`WITH w AS (SELECT id, timezone FROM workspaces WHERE id = ${workspaceId}::uuid),
      months AS (
        SELECT generate_series(date_trunc('month', ${ctx.now()}::timestamptz AT TIME ZONE w.timezone) - interval '11 months',
          date_trunc('month', ${ctx.now()}::timestamptz AT TIME ZONE w.timezone), interval '1 month') AS month FROM w
      ), begun AS (
        SELECT date_trunc('month', c."startedAt" AT TIME ZONE w.timezone) AS month, c.id, n.messages
        FROM w JOIN campaigns c ON c."workspaceId" = w.id AND c."startedAt" > ${ctx.now()}::timestamptz - interval '13 months',
        LATERAL (SELECT count(*)::int AS messages FROM deliveries d
                 WHERE d."campaignId" = c.id AND d.state NOT IN ('skipped', 'cancelled')) n
      )
      SELECT to_char(months.month, 'YYYY-MM') AS month, coalesce(sum(begun.messages), 0)::int AS messages,
        count(begun.id)::int AS campaigns
      FROM months LEFT JOIN begun ON begun.month = months.month GROUP BY months.month ORDER BY months.month`,
  );
}

/**
 * The last twelve months' messages, as the quota counts them, by month of the workspace's zone; months without any are there. Kept, and
 * counted anew beside the page once old: a large customer's year is many millions of rows.
 */
export async function useByMonth(ctx: StaffCtx, workspaceId: string): Promise<MonthUse[]> {
  const tenant = await findWorkspace(ctx, workspaceId);
  const key = { subjectId: workspaceId, scope: `use-by-month-1 ${ctx.now().toISOString().slice(0, 7)}` };
  return (await keptOrTaken(tenant, key, () => countMonths(ctx, workspaceId))).sums;
}

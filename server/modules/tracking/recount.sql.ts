import { sql, tenantExecute, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';

export type CounterMismatch = { kind: string; link: number; class: string; hour: Date; kept: number; counted: number };

/** Events past their retention are dropped by the month, their sums are kept: only what is left can be compared. */
async function comparedSince(ctx: TenantCtx): Promise<Date> {
  const days = (await providerSettings(ctx))['retention.events-days'];
  const oldest = new Date(ctx.now().getTime() - days * 86_400_000);
  return new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth()));
}

const counted = (ctx: TenantCtx, campaignId: string, since: Date) => sql`
  SELECT kind, coalesce(link, -1)::smallint AS link, class, date_trunc('hour', at, 'UTC') AS hour, count(*) AS events
  FROM events WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "campaignId" = ${campaignId}::uuid AND at >= ${since}
  GROUP BY 1, 2, 3, 4`;

/** Counts a campaign's events from their rows and names each counter that says something else. Empty: they agree. */
export async function checkCounters(ctx: TenantCtx, campaignId: string): Promise<CounterMismatch[]> {
  const since = await comparedSince(ctx);
  return tenantRows<CounterMismatch>(
    ctx,
    sql`SELECT coalesce(k.kind, n.kind) AS kind, coalesce(k.link, n.link) AS link, coalesce(k.class, n.class) AS class,
        coalesce(k.hour, n.hour) AS hour, coalesce(k.events, 0)::int AS kept, coalesce(n.events, 0)::int AS counted
      FROM (SELECT kind, link, class, hour, events FROM event_counters
        WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "campaignId" = ${campaignId}::uuid AND hour >= ${since}) k
      FULL JOIN (${counted(ctx, campaignId, since)}) n ON (n.kind, n.link, n.class, n.hour) = (k.kind, k.link, k.class, k.hour)
      WHERE coalesce(k.events, 0) <> coalesce(n.events, 0)
      ORDER BY 4, 1, 2, 3`,
  );
}

/** Writes a campaign's counters anew from its events; answers how many rows differed before. */
export async function recount(ctx: TenantCtx, campaignId: string): Promise<number> {
  const wrong = await checkCounters(ctx, campaignId);
  if (wrong.length === 0) return 0;
  const since = await comparedSince(ctx);
  await tenantExecute(
    ctx,
    sql`WITH counted AS (${counted(ctx, campaignId, since)}), gone AS (
        DELETE FROM event_counters k
        WHERE k."workspaceId" = ${ctx.workspace.id}::uuid AND k."campaignId" = ${campaignId}::uuid AND k.hour >= ${since}
          AND NOT EXISTS (SELECT FROM counted n WHERE (n.kind, n.link, n.class, n.hour) = (k.kind, k.link, k.class, k.hour))
      )
      INSERT INTO event_counters ("campaignId", "workspaceId", kind, link, class, hour, events)
      SELECT ${campaignId}::uuid, ${ctx.workspace.id}::uuid, kind, link, class, hour, events FROM counted
      ON CONFLICT ("campaignId", kind, link, class, hour) DO UPDATE SET events = excluded.events`,
  );
  return wrong.length;
}

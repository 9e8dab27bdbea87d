import { type Sql, sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7Floor } from '#server/lib/uuid.ts';
import type { ContactActivity } from './schemas.ts';

const DAY_MS = 86_400_000;

export type ActivityScope = ContactActivity & {
  since: Date;
  /** What the workspace's own default follows, for contacts without a choice. */
  byDefault: { opens: boolean; clicks: boolean };
  /** Campaigns that have begun, ever and within the days. Known beforehand: their ids are how events and ledger are looked up. */
  begun: string[];
  recent: string[];
};

export async function activityScope(ctx: TenantCtx, activity: ContactActivity): Promise<ActivityScope> {
  const since = new Date(ctx.now().getTime() - activity.days * DAY_MS);
  const [workspace, campaigns] = await Promise.all([
    ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id }, select: { trackOpens: true, trackClicks: true } }),
    tenantRows<{ id: string; recent: boolean }>(
      ctx,
      sql`SELECT id, "startedAt" >= ${since}::timestamptz AS recent FROM campaigns
        WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "startedAt" IS NOT NULL`,
    ),
  ]);
  return {
    ...activity,
    since,
    byDefault: { opens: workspace?.trackOpens === 'individual', clicks: workspace?.trackClicks === 'individual' },
    begun: campaigns.map(({ id }) => id),
    recent: campaigns.flatMap(({ id, recent }) => (recent ? [id] : [])),
  };
}

/**
 * What contacts did with their mail, over `c`, of those alone who let each of them be followed, still today: of others nobody may know.
 * "Opened" and "clicked" take what a reader did, as the reports judge it. "Did not open" are those to whom something went in these days
 * under that consent, and of whom no open or click came but a machine's; where a mailbox hides who opens, that is not said of them.
 */
export function activitySql(workspaceId: string, scope: ActivityScope): Sql {
  const { what, since, begun, recent, byDefault } = scope;
  const column = what === 'clicked' ? sql`c."trackClicks"` : sql`c."trackOpens"`;
  const standard = what === 'clicked' ? byDefault.clicks : byDefault.opens;
  const followed = sql`coalesce(${column} = 'individual', ${standard}::boolean)`;
  const events = sql`FROM events e WHERE e."workspaceId" = ${workspaceId}::uuid AND e."campaignId" = ANY(${begun}::uuid[])
    AND e.id >= ${uuid7Floor(since)}::uuid`;
  if (what !== 'not-opened') {
    const kind = what === 'opened' ? 'open' : 'click';
    // Gathered first, once: of a page of few or no matches the planner would else ask a million contacts one by one (17 s for 0.3 s).
    return sql`${followed} AND c.id IN (WITH did AS MATERIALIZED (
      SELECT DISTINCT e."contactId" ${events} AND e."contactId" IS NOT NULL AND e.kind = ${kind} AND e.class = 'likely-human')
      SELECT "contactId" FROM did)`;
  }
  return sql`${followed}
    AND EXISTS (SELECT FROM deliveries d WHERE d."workspaceId" = ${workspaceId}::uuid AND d."contactId" = c.id
      AND d."campaignId" = ANY(${recent}::uuid[]) AND d."trackOpens" = 'individual' AND d.state IN ('accepted', 'delivered'))
    AND NOT EXISTS (SELECT ${events} AND e."contactId" = c.id AND e.kind IN ('open', 'click') AND e.class <> 'machine')`;
}

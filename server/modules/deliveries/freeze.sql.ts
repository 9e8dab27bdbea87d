import { hotPool, type Sql, sql, systemRows, tenantExecute, tenantRows } from '#server/db/sql.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';

/** Makes the month partitions that rows of that time fall into, as the owner. Idempotent. */
export async function ensurePartitions(since: Date, months: number): Promise<void> {
  await hotPool().query('SELECT postino_ensure_partitions($1::timestamptz, $2::int)', [since, months]);
}

/** Serialises freezes of one campaign; false while somebody else is at it. Held to the transaction's end. */
export async function tryFreezeLock(tx: TenantCtx, campaignId: string): Promise<boolean> {
  const [row] = await tenantRows<{ held: boolean }>(
    tx,
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`freeze ${campaignId}`}, 0)) AS held
      WHERE ${tx.workspace.id}::text IS NOT NULL`,
  );
  return row?.held ?? false;
}

/** Lets a workspace's freezes past one at a time: each counts the month's messages with those of the one before. Held to the transaction's end. */
export async function lockQuota(tx: TenantCtx): Promise<void> {
  await tenantRows(
    tx,
    sql`SELECT pg_advisory_xact_lock(hashtextextended('quota ' || ${tx.workspace.id}::text, 0))::text`,
  );
}

/** Writes everyone the audience matches into the ledger; answers how many. Runs in the caller's transaction. */
export async function insertAudience(tx: TenantCtx, campaignId: string, audience: Sql): Promise<number> {
  const workspaceId = tx.workspace.id;
  const rows = await tenantExecute(
    tx,
    sql`INSERT INTO deliveries
        ("campaignId", "contactId", "workspaceId", "stateAt", state, "trackOpens", "trackClicks", reason)
      SELECT ${campaignId}::uuid, a."contactId", ${workspaceId}::uuid, clock_timestamp(),
        CASE WHEN a.reason IS NULL THEN 'queued'::delivery_state ELSE 'skipped' END,
        a."trackOpens", a."trackClicks", a.reason
      FROM (${audience}) a`,
  );
  await tenantExecute(
    tx,
    sql`INSERT INTO delivery_cursors ("campaignId", "workspaceId") VALUES (${campaignId}::uuid, ${workspaceId}::uuid)`,
  );
  return rows;
}

export type DueCampaign = { campaignId: string; workspaceId: string; state: string };

/**
 * Campaigns whose time has come, and those whose freeze nobody seems to be at: its job was lost or interrupted. Of a workspace that is not
 * active only those whose time was missed (before `missedBefore`): they ask, whenever it is active again.
 */
export async function dueCampaigns(ctx: SystemCtx, now: Date, missedBefore: Date): Promise<DueCampaign[]> {
  return systemRows<DueCampaign>(
    ctx,
    sql`SELECT c.id AS "campaignId", c."workspaceId", c.state::text AS state
      FROM campaigns c JOIN workspaces w ON w.id = c."workspaceId"
      WHERE (w.state = 'active' AND c.state = 'freezing' AND c."stateAt" < ${now}::timestamptz - interval '5 seconds')
        OR (c.state = 'scheduled' AND c."scheduledAt" <= ${now}::timestamptz
          AND (w.state = 'active' OR c."scheduledAt" < ${missedBefore}::timestamptz))
      ORDER BY c."scheduledAt" NULLS FIRST LIMIT 100`,
  );
}

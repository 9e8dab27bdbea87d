import { sql, systemRows, tenantRows } from '#server/db/sql.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';

/** Whether any campaign of the installation could be begun, sent or ended at this moment. */
export async function campaignsInMotion(ctx: SystemCtx, now: Date): Promise<boolean> {
  const [row] = await systemRows<{ moving: boolean }>(
    ctx,
    sql`SELECT EXISTS (
        SELECT FROM campaigns c JOIN workspaces w ON w.id = c."workspaceId" AND w.state = 'active'
        LEFT JOIN delivery_cursors k ON k."campaignId" = c.id
        WHERE c.state = 'freezing' OR (c.state = 'scheduled' AND c."scheduledAt" <= ${now}::timestamptz)
          OR (c.state = 'cancelled' AND k."campaignId" IS NOT NULL)
          OR (c.state = 'sending' AND (NOT k.exhausted
            OR EXISTS (SELECT FROM delivery_leases l WHERE l."campaignId" = c.id)
            OR EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = c.id AND r."dueAt" <= clock_timestamp())
            OR NOT EXISTS (SELECT FROM delivery_deferrals r WHERE r."campaignId" = c.id)))
      ) AS moving`,
  );
  return row?.moving ?? false;
}

export type Waiting = { campaignId: string; rows: number; until: Date; reason: string };

/** For each campaign with rows that wait to be tried again: how many, until when the next of them, and the commonest reason. */
export function waitingRows(ctx: TenantCtx, campaignIds: string[]): Promise<Waiting[]> {
  return tenantRows<Waiting>(
    ctx,
    sql`SELECT "campaignId", count(*)::int AS rows, min("dueAt") AS until,
        mode() WITHIN GROUP (ORDER BY reason) AS reason
      FROM delivery_deferrals
      WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "campaignId" = ANY(${campaignIds}::uuid[])
        AND reason NOT IN ('recovered', 'returned')
      GROUP BY "campaignId"`,
  );
}

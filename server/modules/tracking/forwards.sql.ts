import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { NamedToken } from './decide.ts';

/** The ledger's row of one recipient. */
export async function deliveryOf(
  ctx: TenantCtx,
  { campaignId, contactId }: NamedToken,
): Promise<{ state: string; clicks: string } | null> {
  const [row] = await tenantRows<{ state: string; clicks: string }>(
    ctx,
    sql`SELECT state::text, "trackClicks"::text AS clicks FROM deliveries
      WHERE "campaignId" = ${campaignId}::uuid AND "contactId" = ${contactId}::uuid AND "workspaceId" = ${ctx.workspace.id}::uuid`,
  );
  return row ?? null;
}

/** Makes whoever passes the same message on in another tab wait for the end of this transaction: else both would count two. */
export async function holdForwards(tx: TenantCtx, { campaignId, contactId }: NamedToken): Promise<void> {
  const name = `forward ${tx.workspace.id} ${campaignId} ${contactId}`;
  await tenantRows(
    tx,
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text WHERE ${tx.workspace.id} <> ''`,
  );
}

import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { QuotaExceeded } from '#server/lib/errors.ts';
import { limitOf } from '../workspaces/index.ts';

/**
 * The messages a workspace may send in a calendar month (of its own time zone) and those that its campaigns begun this
 * month take: every row frozen to be sent counts, save those that were left out or cancelled. `limit` null: none.
 */
export async function messageQuota(ctx: TenantCtx): Promise<{ limit: number | null; used: number }> {
  const limit = await limitOf(ctx, 'newsletter', 'messagesPerMonth');
  const [row] = await tenantRows<{ used: number }>(
    ctx,
    sql`SELECT count(*)::int AS used FROM campaigns c
      JOIN deliveries d ON d."campaignId" = c.id AND d.state NOT IN ('skipped', 'cancelled')
      WHERE c."workspaceId" = ${ctx.workspace.id}::uuid
        AND c."startedAt" >= date_trunc('month', ${ctx.now()}::timestamptz, ${ctx.workspace.timezone})`,
  );
  return { limit: limit ?? null, used: row?.used ?? 0 };
}

/** Throws QuotaExceeded `{limit, used, planned}` when that many more messages do not fit into the month. */
export async function assertQuota(ctx: TenantCtx, planned: number): Promise<void> {
  const { limit, used } = await messageQuota(ctx);
  if (limit !== null && used + planned > limit) {
    throw new QuotaExceeded({ limit, used, planned, what: 'messagesPerMonth' });
  }
}

import { sql, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { QuotaExceeded } from '#server/lib/errors.ts';
import { largeCounts } from '../contacts/index.ts';
import { limitOf } from '../workspaces/index.ts';

/**
 * The messages a workspace may send in a calendar month (of its own time zone) and those that its campaigns begun this
 * month take: every row frozen to be sent counts, save those that were left out or cancelled. `limit` null: none.
 */
export async function messageQuota(ctx: TenantCtx): Promise<{ limit: number | null; used: number }> {
  return { limit: await monthlyLimit(ctx), used: await usedThisMonth(ctx) };
}

/** `messageQuota` for a page: what a large workspace has used may be some seconds old. */
export async function recentQuota(ctx: TenantCtx): Promise<{ limit: number | null; used: number }> {
  const month = new Intl.DateTimeFormat('sv', { timeZone: ctx.workspace.timezone }).format(ctx.now()).slice(0, 7);
  const { sums } = await largeCounts(ctx, `quota-1 ${month}`, () => usedThisMonth(ctx));
  return { limit: await monthlyLimit(ctx), used: sums };
}

const monthlyLimit = async (ctx: TenantCtx) => (await limitOf(ctx, 'newsletter', 'messagesPerMonth')) ?? null;

async function usedThisMonth(ctx: TenantCtx): Promise<number> {
  const [row] = await tenantRows<{ used: number }>(
    ctx,
    sql`SELECT count(*)::int AS used FROM campaigns c
      JOIN deliveries d ON d."campaignId" = c.id AND d.state NOT IN ('skipped', 'cancelled')
      WHERE c."workspaceId" = ${ctx.workspace.id}::uuid
        AND c."startedAt" >= date_trunc('month', ${ctx.now()}::timestamptz, ${ctx.workspace.timezone})`,
  );
  return row?.used ?? 0;
}

/** Throws QuotaExceeded `{limit, used, planned}` when that many more messages do not fit into the month. */
export async function assertQuota(ctx: TenantCtx, planned: number): Promise<void> {
  const { limit, used } = await messageQuota(ctx);
  if (limit !== null && used + planned > limit) {
    throw new QuotaExceeded({ limit, used, planned, what: 'messagesPerMonth' });
  }
}

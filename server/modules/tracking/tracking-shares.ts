import type { TenantCtx } from '#server/lib/context.ts';
import { type Kept, keptSums } from '../workspaces/index.ts';
import { sumShares, type TrackingShares } from './sum-shares.ts';
import { shareRows } from './tracking-shares.sql.ts';

/** How many contacts are tracked how far, and by whose word; null while a great many are being counted for the first time. */
export async function trackingShares(ctx: TenantCtx): Promise<{ shares: TrackingShares; at: Date } | null> {
  const workspace = await ctx.db.workspace.findFirst({ select: { trackOpens: true, trackClicks: true } });
  const kept: Kept<Awaited<ReturnType<typeof shareRows>>> | null = await keptSums(
    ctx,
    { subjectId: ctx.workspace.id, scope: 'tracking-1' },
    () => shareRows(ctx),
  );
  if (!kept) return null;
  const byDefault = { opens: workspace?.trackOpens ?? 'aggregate', clicks: workspace?.trackClicks ?? 'aggregate' };
  return { shares: sumShares(kept.sums, byDefault), at: kept.at };
}

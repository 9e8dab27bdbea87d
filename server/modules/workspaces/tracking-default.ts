import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { needsBasis, type TrackingDefault } from './schemas.ts';

/** What contacts without a choice of their own are tracked at, for opens and for links. */
export async function trackingDefault(ctx: TenantCtx): Promise<TrackingDefault> {
  const row = await ctx.db.workspace.findFirst({
    where: { id: ctx.workspace.id },
    select: { trackOpens: true, trackClicks: true, trackBasis: true },
  });
  if (!row) throw new NotFound({ what: 'workspace' });
  return { opens: row.trackOpens, clicks: row.trackClicks, basis: row.trackBasis ?? '' };
}

/**
 * Changes the default; individual tracking is refused without the stated basis (InvalidInput `tracking-basis`, field
 * `basis`). Campaigns that are already frozen keep what they were frozen with.
 */
export async function setTrackingDefault(ctx: TenantCtx, input: TrackingDefault): Promise<TrackingDefault> {
  const after = { ...input, basis: input.basis.trim() };
  if (needsBasis(after) && after.basis === '') throw new InvalidInput({ reason: 'tracking-basis', field: 'basis' });
  return inTransaction(ctx, async (tx) => {
    const before = await trackingDefault(tx);
    await tx.db.workspace.update({
      where: { id: ctx.workspace.id },
      data: { trackOpens: after.opens, trackClicks: after.clicks, trackBasis: after.basis || null },
    });
    await audit(tx, {
      action: 'workspaces.set-tracking-default',
      subject: { kind: 'workspace', id: ctx.workspace.id, name: ctx.workspace.name },
      before,
      after,
    });
    return after;
  });
}

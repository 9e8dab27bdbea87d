import { inTransaction } from '#server/db/client.ts';
import type { Campaign } from '#server/db/generated/client.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { openRequest } from './open-review.ts';
import { approvalRequired, isApproved } from './reviewers.ts';

/**
 * Holds a scheduled campaign that nobody has approved as it is, where the workspace wants that: it asks, for the time that was planned.
 * In the caller's transaction. Answers whether it is held.
 */
export async function holdIfUnapproved(tx: TenantCtx, campaign: Campaign): Promise<boolean> {
  if (!(await approvalRequired(tx)) || (await isApproved(tx, campaign))) return false;
  await openRequest(tx, campaign, {
    ...{ at: campaign.scheduledAt, note: '', askedBy: null },
    why: 'approval-turned-on',
  });
  return true;
}

/** Holds every campaign of a workspace that is scheduled without an approval, now that approvals are wanted. Again is once. */
export async function holdUnapproved(system: SystemCtx, { workspaceId }: { workspaceId: string }): Promise<void> {
  const ctx = await findWorkspace(system, workspaceId);
  const scheduled = await ctx.db.campaign.findMany({ where: { state: 'scheduled' }, select: { id: true } });
  for (const { id } of scheduled) {
    await inTransaction(ctx, async (tx) => {
      const campaign = await tx.db.campaign.findFirst({ where: { id, state: 'scheduled' } });
      if (campaign) await holdIfUnapproved(tx, campaign);
    });
  }
}

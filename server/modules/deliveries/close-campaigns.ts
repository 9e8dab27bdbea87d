import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { moveCampaign } from '../campaigns/index.ts';
import { findWorkspace, recentProviderSettings } from '../workspaces/index.ts';
import { closingCampaigns } from './recover.sql.ts';

/** `finished → closed`; harmless for one that is closed already. */
export async function closeCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id: campaignId }, select: { state: true } });
  if (campaign?.state !== 'finished') return;
  try {
    await inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'closed'));
  } catch (error) {
    // Somebody else closed it between the two.
    if (!(error instanceof InvalidState)) throw error;
  }
}

/** So long after its time a campaign's own job has had its chance. */
const GRACE_MS = 60_000;

/** Closes what should be closed and whose job was lost; answers how many. */
export async function closeDueCampaigns(ctx: SystemCtx): Promise<number> {
  const days = (await recentProviderSettings())['sending.bounce-window-days'];
  const due = await closingCampaigns(ctx, new Date(ctx.now().getTime() - days * 86_400_000 - GRACE_MS));
  for (const { workspaceId, campaignId } of due) await closeCampaign(await findWorkspace(ctx, workspaceId), campaignId);
  return due.length;
}

import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { moveCampaign } from '../campaigns/index.ts';
import { freezeJob } from './jobs.ts';
import { sweepCancelled } from './tend-campaigns.ts';

/** Stops a campaign that is being sent: nothing is marked for sending any more once this is committed. */
export async function suspendCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'suspended'));
}

/** Goes on exactly where it stopped; one that was suspended before its audience was frozen is frozen first. */
export async function resumeCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const campaign = await tx.db.campaign.findFirst({ where: { id: campaignId }, select: { audience: true } });
    const frozen = campaign?.audience != null;
    await moveCampaign(tx, campaignId, frozen ? 'sending' : 'freezing');
    if (!frozen) await enqueue(tx, freezeJob, { version: 1, workspaceId: tx.workspace.id, campaignId });
  });
}

/** Ends a campaign before it is finished; what waits is settled as `cancelled`, what was sent stays as it is. */
export async function cancelCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'cancelled'));
  await sweepCancelled(ctx, campaignId);
}

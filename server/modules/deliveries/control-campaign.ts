import { inTransaction } from '#server/db/client.ts';
import type { CampaignState } from '#server/db/generated/enums.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { moveCampaign } from '../campaigns/index.ts';
import { freezeJob } from './jobs.ts';
import { NOTE } from './queue-waits.ts';
import { sweepCancelled } from './tend-campaigns.ts';

/**
 * Stops a campaign that is being sent, with a reason in the person's own words if any: nothing is marked for sending any more once this is
 * committed. Twice is once.
 */
export async function suspendCampaign(ctx: TenantCtx, campaignId: string, reason = ''): Promise<void> {
  const why = reason.trim();
  await unlessThere(ctx, campaignId, ['suspended'], () =>
    inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'suspended', why ? { why: `${NOTE}${why}` } : {})),
  );
}

/** Goes on exactly where it stopped; one that was suspended before its audience was frozen is frozen first. Twice is once. */
export async function resumeCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await unlessThere(ctx, campaignId, ['sending', 'freezing'], () =>
    inTransaction(ctx, async (tx) => {
      const campaign = await tx.db.campaign.findFirst({ where: { id: campaignId }, select: { audience: true } });
      const frozen = campaign?.audience != null;
      await moveCampaign(tx, campaignId, frozen ? 'sending' : 'freezing');
      if (!frozen) await enqueue(tx, freezeJob, { version: 1, workspaceId: tx.workspace.id, campaignId });
    }),
  );
}

/**
 * Ends a campaign before it is finished; what waits is settled as `cancelled`, what was sent stays as it is. Twice is once.
 */
export async function cancelCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await unlessThere(ctx, campaignId, ['cancelled'], () =>
    inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'cancelled')),
  );
  await sweepCancelled(ctx, campaignId);
}

/** Takes a step, or finds that it was taken: a second click and a second tab want what the first has done. */
async function unlessThere(
  ctx: TenantCtx,
  id: string,
  there: readonly CampaignState[],
  step: () => Promise<unknown>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof InvalidState)) throw error;
    const campaign = await ctx.db.campaign.findFirst({ where: { id }, select: { state: true } });
    if (!campaign || !there.includes(campaign.state)) throw error;
  }
}

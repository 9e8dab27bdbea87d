import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { findCampaign } from './find-campaign.ts';
import { moveCampaign } from './move-campaign.ts';

/** The columns that say who changed a campaign, and when: every change of what is sent or to whom writes them. */
export function editedBy(ctx: TenantCtx): Prisma.CampaignUncheckedUpdateManyInput {
  return { updatedAt: ctx.now(), ...(ctx.actor.kind === 'person' ? { editedBy: ctx.actor.id } : {}) };
}

/**
 * Takes a campaign that waits for approval back to a draft, because it was changed: what is approved is what was asked about. Anything
 * else it leaves as it is. Call it in the transaction of the change, after it.
 */
export async function withdrawIfInReview(tx: TenantCtx, id: string): Promise<void> {
  const campaign = await tx.db.campaign.findFirst({ where: { id }, select: { state: true } });
  if (campaign?.state === 'in_review') await moveCampaign(tx, id, 'draft', { why: 'edited' });
}

/** Takes the request for approval back. Twice is once; throws NotFound, InvalidState when it is not in review any more. */
export async function withdrawReview(ctx: TenantCtx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const campaign = await findCampaign(tx, id);
    if (campaign.state === 'draft') return;
    if (campaign.state !== 'in_review') throw new InvalidState({ what: 'campaign', reason: 'not-in-review' });
    await moveCampaign(tx, id, 'draft', { why: 'withdrawn' });
  });
}

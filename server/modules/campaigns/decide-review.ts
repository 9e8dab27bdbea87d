import { inTransaction } from '#server/db/client.ts';
import type { Campaign, CampaignReview } from '#server/db/generated/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, Forbidden, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { findCampaign } from './find-campaign.ts';
import { reviewMailJob } from './jobs.ts';
import { keepVersion } from './keep-version.ts';
import { moveCampaign } from './move-campaign.ts';
import { ownShare } from './reviewers.ts';
import { assertReady, assertSendTime, putIntoQueue } from './schedule-campaign.ts';
import type { ApproveInput, ReturnInput } from './schemas.ts';

type Open = { review: CampaignReview; campaign: Campaign; me: string };

/**
 * The request and its campaign while it can be decided by this person. `decided`: this person has said the same before, so nothing is
 * left to do. Throws NotFound, Conflict (`review-decided`, `review-withdrawn`), Forbidden (`own-asker`, `own-editor`).
 */
async function openReview(
  ctx: TenantCtx,
  id: string,
  decision: 'approved' | 'returned',
): Promise<Open | { decided: CampaignReview }> {
  const review = await ctx.db.campaignReview.findFirst({ where: { id } });
  if (!review) throw new NotFound({ what: 'review' });
  const me = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  if (review.decision !== null) {
    if (review.decision === decision && review.decidedBy === me) return { decided: review };
    throw new Conflict({ reason: review.decision === 'withdrawn' ? 'review-withdrawn' : 'review-decided' });
  }
  const campaign = await findCampaign(ctx, review.campaignId);
  if (campaign.state !== 'in_review' || campaign.revision !== review.revision)
    throw new Conflict({ reason: 'review-withdrawn' });
  const share = ownShare(me, campaign, review.askedBy);
  if (me === null || share !== null) throw new Forbidden({ reason: `own-${share ?? 'asker'}` });
  return { review, campaign, me };
}

/** Writes the decision; Conflict when somebody else's came first. */
async function decide(tx: TenantCtx, open: Open, decision: 'approved' | 'returned', answer: string): Promise<void> {
  const { review, campaign, me } = open;
  const { count } = await tx.db.campaignReview.updateMany({
    where: { id: review.id, decision: null },
    data: { decision, decidedBy: me, deciderName: tx.actor.name, decidedAt: tx.now(), answer },
  });
  if (count !== 1) throw new Conflict({ reason: 'review-decided' });
  await audit(tx, {
    action: decision === 'approved' ? 'campaigns.approve' : 'campaigns.return',
    subject: { kind: 'campaign', id: campaign.id, name: campaign.name },
    after: { revision: review.revision, askedBy: review.askerName, ...(answer ? { answer } : {}) },
  });
  await enqueue(tx, reviewMailJob, { version: 1, workspaceId: tx.workspace.id, reviewId: review.id });
}

/**
 * Approves a campaign exactly as it was asked about, and puts it into the queue for the time that was asked (`at` undefined), now (null) or
 * another. It is checked anew. Besides what `openReview` throws: InvalidState (`preflight`), InvalidInput (`in-the-past`: the
 * time that was asked has passed).
 */
export async function approveCampaign(ctx: TenantCtx, input: ApproveInput): Promise<{ at: Date | null }> {
  const open = await openReview(ctx, input.reviewId, 'approved');
  if ('decided' in open) return { at: (await findCampaign(ctx, open.decided.campaignId)).scheduledAt };
  const { review, campaign } = open;
  const at = input.at === undefined ? review.scheduledAt : input.at;
  assertSendTime(ctx, at);
  await assertReady(ctx, campaign);
  return inTransaction(ctx, async (tx) => {
    await decide(tx, open, 'approved', '');
    await keepVersion(tx, campaign, 'approved');
    return { at: await putIntoQueue(tx, campaign, at) };
  });
}

/** Gives a campaign back to its writer with a note. Throws what `openReview` does. */
export async function returnCampaign(ctx: TenantCtx, input: ReturnInput): Promise<void> {
  const open = await openReview(ctx, input.reviewId, 'returned');
  if ('decided' in open) return;
  await inTransaction(ctx, async (tx) => {
    await decide(tx, open, 'returned', input.answer);
    await moveCampaign(tx, open.campaign.id, 'draft', { why: 'returned' });
  });
}

import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { findCampaign } from './find-campaign.ts';
import { reviewMailJob } from './jobs.ts';
import { moveCampaign } from './move-campaign.ts';
import { reviewersOf } from './reviewers.ts';
import { assertReady, assertSendTime } from './schedule-campaign.ts';
import type { AskReviewInput } from './schemas.ts';

/**
 * Asks a second person to approve a draft as it is now, to be sent at a time (`at` null: as soon as it is approved). Those who may
 * are told by mail. Throws InvalidState (`preflight`; `no-reviewer` where nobody else may send; `not-a-draft`), InvalidInput, Conflict.
 */
export async function askReview(ctx: TenantCtx, input: AskReviewInput): Promise<{ reviewId: string }> {
  const { id, at, note } = input;
  const { actor } = ctx;
  assertSendTime(ctx, at);
  const campaign = await findCampaign(ctx, id);
  const { revision, state } = campaign;
  if (state !== 'draft') throw new InvalidState({ what: 'campaign', reason: 'not-a-draft', state });
  if (actor.kind !== 'person') throw new InvalidState({ what: 'campaign', reason: 'person-only' });
  if ((await reviewersOf(ctx, campaign, actor.id)).length === 0) throw new InvalidState({ reason: 'no-reviewer' });
  await assertReady(ctx, campaign);

  const reviewId = uuid7(ctx.now().getTime());
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.campaign.updateMany({ where: { id, revision, state }, data: { revision } });
    if (count !== 1) throw new Conflict({ what: 'campaign' });
    await moveCampaign(tx, id, 'in_review');
    const asked = { askedBy: actor.id, askerName: actor.name, askedAt: tx.now(), note: note.trim() };
    const workspaceId = tx.workspace.id;
    await tx.db.campaignReview.create({
      data: { workspaceId, id: reviewId, campaignId: id, revision, scheduledAt: at, ...asked },
    });
    await enqueue(tx, reviewMailJob, { version: 1, workspaceId, reviewId });
  });
  return { reviewId };
}

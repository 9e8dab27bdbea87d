import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { findCampaign } from './find-campaign.ts';
import { openRequest } from './open-review.ts';
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
  const { state } = campaign;
  if (state !== 'draft') throw new InvalidState({ what: 'campaign', reason: 'not-a-draft', state });
  if (actor.kind !== 'person') throw new InvalidState({ what: 'campaign', reason: 'person-only' });
  if ((await reviewersOf(ctx, campaign, actor.id)).length === 0) throw new InvalidState({ reason: 'no-reviewer' });
  await assertReady(ctx, campaign);

  const request = { at, note: note.trim(), askedBy: actor.id };
  return { reviewId: await inTransaction(ctx, (tx) => openRequest(tx, campaign, request)) };
}

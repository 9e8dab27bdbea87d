import { inTransaction } from '#server/db/client.ts';
import type { Campaign, Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { deleteFileBytes } from './files.ts';
import { filesOf, findCampaign } from './find-campaign.ts';
import type { SetAudienceInput } from './schemas.ts';
import { isEditable, isLast } from './state.ts';
import { editedBy, withdrawIfInReview } from './withdraw-review.ts';

const editable = { state: { in: ['draft', 'in_review'] } } satisfies Prisma.CampaignWhereInput;

/**
 * Another name, in any state: recipients see it only where the message says it. Throws NotFound, and InvalidState (`name-approved`) where
 * the message says it and has been approved.
 */
export async function renameCampaign(ctx: TenantCtx, input: { id: string; name: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const campaign = await findCampaign(tx, input.id);
    if (campaign.name === input.name) return;
    if (saysItsName(campaign)) {
      const approved = await tx.db.campaignReview.count({ where: { campaignId: input.id, decision: 'approved' } });
      if (approved > 0 && !isLast(campaign.state) && !isEditable(campaign.state))
        throw new InvalidState({ what: 'campaign', reason: 'name-approved' });
      await withdrawIfInReview(tx, input.id);
    }
    await tx.db.campaign.updateMany({
      where: { id: input.id },
      data: { name: input.name, updatedAt: tx.now() },
    });
    await audit(tx, {
      action: 'campaigns.rename',
      subject: { kind: 'campaign', id: input.id, name: input.name },
      before: { name: campaign.name },
      after: { name: input.name },
    });
  });
}

/** Whether recipients read the campaign's own name in its message. */
function saysItsName({ document, subject, preheader, plainText }: Campaign): boolean {
  return [JSON.stringify(document), subject, preheader, plainText ?? ''].some((text) => text.includes('campaign.name'));
}

/** Deletes a draft; whatever has been scheduled stays. Throws NotFound, InvalidState. */
export async function deleteDraft(ctx: TenantCtx, id: string): Promise<void> {
  const files = await inTransaction(ctx, async (tx) => {
    const campaign = await findCampaign(tx, id);
    const attached = await filesOf(tx, id);
    const { count } = await tx.db.campaign.deleteMany({ where: { id, state: 'draft' } });
    if (count !== 1) throw new InvalidState({ what: 'campaign', reason: 'not-a-draft', state: campaign.state });
    await audit(tx, { action: 'campaigns.delete', subject: { kind: 'campaign', id, name: campaign.name } });
    return attached.map((file) => file.id);
  });
  await deleteFileBytes(ctx, files);
}

/**
 * Who the campaign goes to; a request for approval is withdrawn by it. Foreign topics and groups are NotFound. Throws InvalidState once it is
 * scheduled, and (`resend-audience`) where a re-send would leave its origin's recipients: of those only groups may be left out.
 */
export async function setAudience(ctx: TenantCtx, input: SetAudienceInput): Promise<void> {
  const { id, topicId } = input;
  const includeGroupIds = [...new Set(input.includeGroupIds)];
  const excludeGroupIds = [...new Set(input.excludeGroupIds)];
  await inTransaction(ctx, async (tx) => {
    const before = await findCampaign(tx, id);
    if (before.resendOfId !== null && (topicId !== before.topicId || includeGroupIds.length > 0))
      throw new InvalidState({ what: 'campaign', reason: 'resend-audience' });
    await assertAudience(tx, { topicId, includeGroupIds, excludeGroupIds });
    const { count } = await tx.db.campaign.updateMany({
      where: { id, ...editable },
      data: { topicId, includeGroupIds, excludeGroupIds, ...editedBy(tx) },
    });
    if (count !== 1) throw new InvalidState({ what: 'campaign', state: before.state });
    await withdrawIfInReview(tx, id);
    await audit(tx, {
      action: 'campaigns.set-audience',
      subject: { kind: 'campaign', id, name: before.name },
      before: {
        topicId: before.topicId,
        includeGroupIds: before.includeGroupIds,
        excludeGroupIds: before.excludeGroupIds,
      },
      after: { topicId, includeGroupIds, excludeGroupIds },
    });
  });
}

type Audience = Pick<SetAudienceInput, 'topicId' | 'includeGroupIds' | 'excludeGroupIds'>;

/** Throws NotFound unless topic and groups are this workspace's. */
export async function assertAudience(ctx: TenantCtx, audience: Audience): Promise<void> {
  const topic = await ctx.db.topic.findFirst({ where: { id: audience.topicId }, select: { id: true } });
  if (!topic) throw new NotFound({ what: 'topic' });
  const ids = [...new Set([...audience.includeGroupIds, ...audience.excludeGroupIds])];
  const known = ids.length === 0 ? 0 : await ctx.db.group.count({ where: { id: { in: ids } } });
  if (known !== ids.length) throw new NotFound({ what: 'group' });
}

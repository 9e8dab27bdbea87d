import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { findCampaign } from './find-campaign.ts';
import { approvalRequired, asksAgain, ownShare, reviewersOf, sendersOf } from './reviewers.ts';
import type { CampaignReviews } from './schemas.ts';

/** Where a campaign stands with its approval, as the person who asks sees it. Throws NotFound. */
export async function campaignReviews(ctx: TenantCtx, id: string): Promise<CampaignReviews> {
  const campaign = await findCampaign(ctx, id);
  const me = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const [required, rows] = await Promise.all([
    approvalRequired(ctx),
    ctx.db.campaignReview.findMany({ where: { campaignId: id }, orderBy: { id: 'desc' }, take: 20 }),
  ]);
  const [last] = rows;
  const open = campaign.state === 'in_review' && last?.decision === null ? last : null;
  const reviewers = await reviewersOf(ctx, campaign, open ? open.askedBy : me);
  return {
    required,
    openId: open?.id ?? null,
    mine: ownShare(me, campaign, open?.askedBy ?? null),
    asked: open !== null && me !== null && open.askedBy === me,
    asksAgain: (campaign.state === 'scheduled' || campaign.state === 'overdue') && (await asksAgain(ctx, campaign)),
    reviewers: reviewers.length,
    approved: last?.decision === 'approved' && last.revision === campaign.revision,
    history: rows.map(({ workspaceId: _, campaignId: __, askedBy: ___, decidedBy: ____, ...row }) => row),
  };
}

export type OpenReview = {
  campaignId: string;
  id: string;
  /** Why the person who asks can't decide it. */
  mine: 'asker' | 'editor' | null;
  reviewers: number;
  askerName: string;
  askedAt: Date;
  scheduledAt: Date | null;
};

/** The open requests for approval of these campaigns, in two queries however many they are. */
export async function openReviews(
  ctx: TenantCtx,
  campaigns: readonly Pick<Campaign, 'id' | 'state' | 'editedBy' | 'createdBy'>[],
): Promise<OpenReview[]> {
  const asked = new Map(campaigns.flatMap((one) => (one.state === 'in_review' ? [[one.id, one] as const] : [])));
  if (asked.size === 0) return [];
  const me = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const [rows, senders] = await Promise.all([
    ctx.db.campaignReview.findMany({ where: { campaignId: { in: [...asked.keys()] }, decision: null } }),
    sendersOf(ctx),
  ]);
  return rows.flatMap(({ id, campaignId, askedBy, askerName, askedAt, scheduledAt }) => {
    const campaign = asked.get(campaignId);
    if (!campaign) return [];
    const reviewers = senders.filter((userId) => ownShare(userId, campaign, askedBy) === null).length;
    return [{ campaignId, id, mine: ownShare(me, campaign, askedBy), reviewers, askerName, askedAt, scheduledAt }];
  });
}

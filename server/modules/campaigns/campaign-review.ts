import type { TenantCtx } from '#server/lib/context.ts';
import { findCampaign } from './find-campaign.ts';
import { approvalRequired, ownShare, reviewersOf } from './reviewers.ts';
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
    asked: open !== null && open.askedBy === me,
    reviewers: reviewers.length,
    approved: last?.decision === 'approved' && last.revision === campaign.revision,
    history: rows.map(({ workspaceId: _, campaignId: __, askedBy: ___, decidedBy: ____, ...row }) => row),
  };
}

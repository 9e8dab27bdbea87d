import { inTransaction } from '#server/db/client.ts';
import type { Campaign, CampaignReview } from '#server/db/generated/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { reviewersOf } from './reviewers.ts';

type Told = { workspaceId: string; reviewId: string };

/**
 * Queues the mails of a request for approval: while it is open to everybody who may approve it, once it is approved or returned to the person who
 * asked, or for whom the platform did. Withdrawn, nobody is told. Each is queued once, however often the job runs.
 */
export async function mailReview(ctx: SystemCtx, told: Told): Promise<void> {
  const tenant = await findWorkspace(ctx, told.workspaceId);
  const review = await tenant.db.campaignReview.findFirst({ where: { id: told.reviewId } });
  const campaign = review && (await tenant.db.campaign.findFirst({ where: { id: review.campaignId } }));
  if (!review || !campaign || review.decision === 'withdrawn') return;
  const ids =
    review.decision === null ? await reviewersOf(tenant, campaign, review.askedBy) : askersOf(review, campaign);
  const kind = review.decision === null ? ('review-asked' as const) : ('review-decided' as const);
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.systemMail.count({
      where: { workspaceId: told.workspaceId, kind, data: { path: ['reviewId'], equals: review.id } },
    });
    if (before > 0) return;
    const people = await tx.db.user.findMany({
      where: { id: { in: ids }, disabledAt: null, memberships: { some: { workspaceId: told.workspaceId } } },
      select: { email: true, language: true },
    });
    const about = {
      reviewId: review.id,
      campaignId: campaign.id,
      campaign: campaign.name,
      workspace: tenant.workspace.name,
      slug: tenant.workspace.slug,
      timeZone: tenant.workspace.timezone,
      scheduledAt: (review.decision === 'approved' ? campaign.scheduledAt : review.scheduledAt)?.toISOString() ?? null,
    };
    for (const { email, language } of people) {
      const to = { to: email, language, workspaceId: told.workspaceId };
      if (kind === 'review-asked') await queueSystemMail(tx, { ...to, kind, data: { ...about, ...askedOf(review) } });
      else await queueSystemMail(tx, { ...to, kind, data: { ...about, ...decidedOf(review) } });
    }
  });
}

/** Where the platform asked, its answer is for the last who changed the campaign. */
function askersOf({ askedBy }: CampaignReview, campaign: Campaign): string[] {
  const asker = askedBy ?? campaign.editedBy ?? campaign.createdBy;
  return asker === null ? [] : [asker];
}

const askedOf = ({ askerName, note }: CampaignReview) => ({ asker: askerName, note });
const decidedOf = ({ decision, deciderName, answer }: CampaignReview) => ({
  approved: decision === 'approved',
  decider: deciderName ?? '',
  answer,
});

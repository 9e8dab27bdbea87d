import type { Campaign, CampaignReview } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { memberPermissions } from '#shared/permissions.ts';

/** Why a person's own approval would be none; null where it counts. Pure. */
export function ownShare(
  person: string | null,
  campaign: Pick<Campaign, 'editedBy' | 'createdBy'>,
  askedBy: string | null,
): 'asker' | 'editor' | null {
  if (person === null) return null;
  if (person === askedBy) return 'asker';
  return person === (campaign.editedBy ?? campaign.createdBy) ? 'editor' : null;
}

/** Ids of the members who may send. */
export async function sendersOf(ctx: Pick<TenantCtx, 'db'>): Promise<string[]> {
  const members = await ctx.db.membership.findMany({
    where: { role: { in: [...memberPermissions['campaigns:send']] } },
    select: { userId: true },
  });
  return members.map(({ userId }) => userId);
}

/** The members who could approve a campaign that `askedBy` asks about: they may send, and had no hand in it. */
export async function reviewersOf(
  ctx: Pick<TenantCtx, 'db'>,
  campaign: Pick<Campaign, 'editedBy' | 'createdBy'>,
  askedBy: string | null,
): Promise<string[]> {
  return (await sendersOf(ctx)).filter((userId) => ownShare(userId, campaign, askedBy) === null);
}

/** Whether this workspace sends nothing that a second person has not approved. */
export async function approvalRequired(ctx: Pick<TenantCtx, 'db' | 'workspace'>): Promise<boolean> {
  const workspace = await ctx.db.workspace.findFirst({
    where: { id: ctx.workspace.id },
    select: { approvalRequired: true },
  });
  return workspace?.approvalRequired ?? false;
}

/** The last request for approval, where a second person approved by it what the campaign is now. */
async function approvalOf(ctx: Pick<TenantCtx, 'db'>, { id, revision }: Campaign): Promise<CampaignReview | null> {
  const last = await ctx.db.campaignReview.findFirst({ where: { campaignId: id }, orderBy: { id: 'desc' } });
  return last?.decision === 'approved' && last.revision === revision ? last : null;
}

/** Whether a second person approved what the campaign is now. */
export async function isApproved(ctx: Pick<TenantCtx, 'db'>, campaign: Campaign): Promise<boolean> {
  return (await approvalOf(ctx, campaign)) !== null;
}

/**
 * Whether another time that the acting person sets for a campaign asks for approval anew: approvals are a duty here, and it has none, or
 * this person could not have given it.
 */
export async function asksAgain(ctx: TenantCtx, campaign: Campaign): Promise<boolean> {
  if (!(await approvalRequired(ctx))) return false;
  const approval = await approvalOf(ctx, campaign);
  const me = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  return approval === null || me === null || ownShare(me, campaign, approval.askedBy) !== null;
}

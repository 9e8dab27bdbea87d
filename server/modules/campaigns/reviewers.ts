import type { Campaign } from '#server/db/generated/client.ts';
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

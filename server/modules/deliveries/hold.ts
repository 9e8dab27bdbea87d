import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { domainOfAddress } from '#shared/campaign-checks.ts';
import { isVerified } from '../domains/index.ts';
import { entitlementsOf } from '../workspaces/index.ts';

/** What keeps a workspace, or one campaign of it, from sending at the moment. */
export type Hold = 'workspace-suspended' | 'not-entitled' | 'domain-unverified';

/** Why nothing of this workspace is sent at the moment, or null. */
export async function workspaceHold(ctx: TenantCtx): Promise<Exclude<Hold, 'domain-unverified'> | null> {
  const workspace = await ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id }, select: { state: true } });
  if (workspace?.state !== 'active') return 'workspace-suspended';
  const bought = await entitlementsOf(ctx);
  return bought.some(({ feature }) => feature === 'newsletter') ? null : 'not-entitled';
}

/** Why this campaign may not begin at the moment, or null. */
export async function holdOf(ctx: TenantCtx, campaign: Pick<Campaign, 'fromAddress'>): Promise<Hold | null> {
  const hold = await workspaceHold(ctx);
  if (hold !== null) return hold;
  return (await isVerified(ctx, domainOfAddress(campaign.fromAddress))) ? null : 'domain-unverified';
}

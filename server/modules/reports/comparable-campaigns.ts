import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';

const MOST = 100;

/** The campaigns beside which one may be put, the newest first. Throws NotFound. */
export async function comparableCampaigns(
  ctx: TenantCtx,
  input: { campaignId: string },
): Promise<{ id: string; name: string; startedAt: Date | null }[]> {
  const own = await ctx.db.campaign.findFirst({ where: { id: input.campaignId }, select: { id: true } });
  if (!own) throw new NotFound({ what: 'campaign' });
  return ctx.db.campaign.findMany({
    where: { startedAt: { not: null }, audience: { gt: 0 }, id: { not: own.id } },
    select: { id: true, name: true, startedAt: true },
    orderBy: { startedAt: 'desc' },
    take: MOST,
  });
}

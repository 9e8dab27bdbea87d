import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { findCampaign } from '../campaigns/index.ts';
import { reportSums } from './campaign-report.ts';
import { addUp, comparedSums } from './compared-sums.ts';
import type { Comparison } from './schemas.ts';

/**
 * A campaign beside up to three others and the workspace's last ones before it (re-sends apart: they go to whom the first
 * did not reach). Throws NotFound for any campaign that is not the workspace's.
 */
export async function compareCampaigns(
  ctx: TenantCtx,
  input: { campaignId: string; others: string[]; last: number },
): Promise<Comparison> {
  const campaign = await findCampaign(ctx, input.campaignId);
  const ids = [...new Set(input.others)].filter((id) => id !== campaign.id);
  const [others, before] = await Promise.all([
    ctx.db.campaign.findMany({ where: { id: { in: ids } } }),
    ctx.db.campaign.findMany({
      where: {
        state: { in: ['finished', 'closed'] },
        audience: { gt: 0 },
        resendOfId: null,
        id: { not: campaign.id },
        startedAt: { lt: campaign.startedAt ?? ctx.now() },
      },
      orderBy: { startedAt: 'desc' },
      take: input.last,
    }),
  ]);
  if (others.length !== ids.length) throw new NotFound({ what: 'campaign' });
  const read = async (one: typeof campaign) => {
    const sums = await reportSums(ctx, one);
    return { id: one.id, name: one.name, startedAt: one.startedAt, sums: sums && comparedSums(sums.sums) };
  };
  const ordered = ids.flatMap((id) => others.find((one) => one.id === id) ?? []);
  const columns = await Promise.all([campaign, ...ordered].map(read));
  const past = await Promise.all(before.map(read));
  const known = past.flatMap(({ sums }) => sums ?? []);
  return {
    columns,
    average: known.length > 0 ? { campaigns: known.length, wanted: input.last, sums: addUp(known) } : null,
    counting: [...columns, ...past].some(({ sums }) => sums === null),
  };
}

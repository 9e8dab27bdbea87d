import type { SystemCtx } from '#server/lib/context.ts';
import { audienceScopes, findCampaign, keepFigures } from '../campaigns/index.ts';
import { FEW_ROWS, findWorkspace, takeSums } from '../workspaces/index.ts';
import { countSums, sumKey } from './campaign-report.ts';
import { forgetOldSums, staleReports } from './stale-reports.sql.ts';

/** So many a run: the next minute goes on. */
const MOST = 5;
const KEPT_DAYS = 60;

/** Counts the reports of large campaigns whose kept sums are older than what has happened since; answers how many. */
export async function keepReportSums(ctx: SystemCtx): Promise<number> {
  const stale = await staleReports(ctx, { few: FEW_ROWS, scope: sumKey('', {}).scope, most: MOST });
  for (const { workspaceId, campaignId } of stale) {
    const tenant = await findWorkspace(ctx, workspaceId);
    const campaign = await findCampaign(tenant, campaignId);
    await takeSums(tenant, sumKey(campaignId, {}), () => countSums(tenant, campaign, {}));
    await keepFigures(tenant, campaignId);
  }
  await forgetOldSums(ctx, KEPT_DAYS, audienceScopes);
  return stale.length;
}

import type { TenantCtx } from '#server/lib/context.ts';
import { type MissingValue, uncertainVariables } from '#shared/campaign-checks.ts';
import { documentOf, findCampaign } from './find-campaign.ts';
import { countMissingValues } from './missing-values.sql.ts';
import { compiledBytes } from './save-campaign.ts';

/** What the editor can't know by itself of what is stored: the HTML part's size, and how many recipients lack a value. */
export async function measureCampaign(
  ctx: TenantCtx,
  id: string,
): Promise<{ bytes: number | null; missing: MissingValue[] }> {
  const campaign = await findCampaign(ctx, id);
  const { subject, preheader, plainText } = campaign;
  const uses = uncertainVariables(documentOf(campaign), subject, preheader, plainText);
  const [bytes, missing] = await Promise.all([compiledBytes(ctx, campaign), countMissingValues(ctx, campaign, uses)]);
  return { bytes, missing };
}

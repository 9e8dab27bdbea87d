import { createHash } from 'node:crypto';
import type { TenantCtx } from '#server/lib/context.ts';
import type { MissingValue } from '#shared/campaign-checks.ts';
import { type AudienceCount, largeCounts } from '../contacts/index.ts';
import { type CampaignAudience, countCampaignAudience } from './campaign-audience.sql.ts';
import { countMissingValues } from './missing-values.sql.ts';

/** The first words of the scopes kept here. Each choice of groups leaves a row of its own, which few ask for again. */
export const audienceScopes = ['audience-1', 'missing-1'] as const;
const [AUDIENCE, MISSING] = audienceScopes;

/** The same for the same audience, whichever campaign it is of. */
function nameOf(audience: CampaignAudience, more: unknown = null): string {
  const { topicId, includeGroupIds, excludeGroupIds, resendOfId, resendTo } = audience;
  const meant = [topicId, includeGroupIds.toSorted(), excludeGroupIds.toSorted(), resendOfId, resendTo, more];
  return createHash('sha256').update(JSON.stringify(meant)).digest('base64url');
}

/** `countCampaignAudience` for a page: of a large workspace as it was at `at`, some seconds ago. What is sent is counted by itself. */
export async function recentAudience(
  ctx: TenantCtx,
  audience: CampaignAudience,
): Promise<AudienceCount & { at: Date }> {
  const take = () => countCampaignAudience(ctx, audience);
  const { sums, at } = await largeCounts(ctx, `${AUDIENCE} ${nameOf(audience)}`, take);
  return { ...sums, at };
}

/** `countMissingValues` for a page. */
export async function recentMissing(
  ctx: TenantCtx,
  audience: CampaignAudience,
  uses: readonly { name: string; fallback: string }[],
): Promise<MissingValue[]> {
  if (uses.length === 0) return [];
  const take = () => countMissingValues(ctx, audience, uses);
  const { sums } = await largeCounts(ctx, `${MISSING} ${nameOf(audience, uses)}`, take);
  return sums;
}

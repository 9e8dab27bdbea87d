import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type Check, checkApproval, checkCampaign, checkTime, uncertainVariables } from '#shared/campaign-checks.ts';
import type { AudienceCount } from '../contacts/index.ts';
import { listSendingDomains } from '../domains/index.ts';
import { countCampaignAudience } from './campaign-audience.sql.ts';
import { campaignReviews } from './campaign-review.ts';
import { documentOf, filesOf, findCampaign } from './find-campaign.ts';
import { messageQuota, recentQuota } from './message-quota.sql.ts';
import { countMissingValues } from './missing-values.sql.ts';
import { recentAudience, recentMissing } from './recent-audience.ts';
import { compiledBytes } from './save-campaign.ts';

export type Preflight = { checks: Check[]; audience: AudienceCount; revision: number };

/** Where the counts come from: now, for what is done, or as a page shows them. */
const counts = {
  now: { audience: countCampaignAudience, missing: countMissingValues, quota: messageQuota },
  recent: { audience: recentAudience, missing: recentMissing, quota: recentQuota },
};

/** Names of the domains that may be sent from. */
export async function verifiedDomains(ctx: TenantCtx): Promise<string[]> {
  const domains = await listSendingDomains(ctx);
  return domains.filter(({ verifiedAt }) => verifiedAt !== null).map(({ domain }) => domain);
}

/** Gathers the facts and runs every check over a stored campaign. */
export async function checkStored(
  ctx: TenantCtx,
  campaign: Campaign,
  count: (typeof counts)[keyof typeof counts] = counts.now,
): Promise<Preflight> {
  const { subject, preheader, plainText, fromName, fromAddress, revision } = campaign;
  const document = documentOf(campaign);
  const [audience, missing, domains, quota, bytes, files] = await Promise.all([
    count.audience(ctx, campaign),
    count.missing(ctx, campaign, uncertainVariables(document, subject, preheader, plainText)),
    verifiedDomains(ctx),
    count.quota(ctx),
    compiledBytes(ctx, campaign),
    filesOf(ctx, campaign.id),
  ]);
  const message = { document, bytes, plainText, files };
  const written = { ...message, subject, preheader, fromName, fromAddress, verifiedDomains: domains };
  const counted = { eligible: audience.eligible, total: audience.total, missing, quota };
  return { checks: checkCampaign({ ...written, ...counted }), audience, revision };
}

/**
 * What stands between this campaign and its recipients, and whom it would meet; with where it stands with its approval, as the person who
 * asks sees it. Throws NotFound.
 */
export async function preflight(ctx: TenantCtx, id: string): Promise<Preflight> {
  const campaign = await findCampaign(ctx, id);
  const [stored, reviews] = await Promise.all([checkStored(ctx, campaign, counts.recent), campaignReviews(ctx, id)]);
  return { ...stored, checks: [...stored.checks, ...checkApproval(reviews), ...checkTime(campaign.state)] };
}

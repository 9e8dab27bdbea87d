import type { TenantCtx } from '#server/lib/context.ts';
import { derivedText } from '#server/mail/render/own-text.ts';
import { documentOf, findCampaign } from './find-campaign.ts';

/** The plain part that a campaign's stored document yields, as the source that somebody may begin to rewrite. Throws NotFound. */
export async function derivePlainText(ctx: TenantCtx, id: string): Promise<{ source: string }> {
  return { source: derivedText(documentOf(await findCampaign(ctx, id))) };
}

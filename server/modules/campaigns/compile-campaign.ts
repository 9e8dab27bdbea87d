import { linkOrigin } from '#server/config/hosts.ts';
import { inTransaction } from '#server/db/client.ts';
import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { documentOf, findCampaign, messageLanguage } from './find-campaign.ts';

/** Renders what is stored; about 10 ms. Throws InvalidInput (`bad-template`, field) where subject or preheader don't parse. */
export function compileTemplate(
  ctx: TenantCtx,
  campaign: Pick<Campaign, 'document' | 'subject' | 'preheader'>,
): Promise<CompiledTemplate> {
  const origin = linkOrigin(ctx.workspace.slug);
  return renderDocument(documentOf(campaign), {
    subject: campaign.subject,
    preheader: campaign.preheader,
    language: messageLanguage(ctx.workspace.language),
    imageUrl: (hash) => `${origin}/i/${hash}`,
  });
}

/**
 * Fixes what the campaign sends: renders the document once and keeps the body and its links. The freeze calls it; done again,
 * it replaces what it wrote.
 */
export async function compileCampaign(ctx: TenantCtx, id: string): Promise<void> {
  const campaign = await findCampaign(ctx, id);
  const compiled = await compileTemplate(ctx, campaign);
  const workspaceId = ctx.workspace.id;
  await inTransaction(ctx, async (tx) => {
    await tx.db.campaignBody.deleteMany({ where: { campaignId: id } });
    await tx.db.campaignLink.deleteMany({ where: { campaignId: id } });
    await tx.db.campaignBody.create({ data: { workspaceId, campaignId: id, compiledAt: tx.now(), compiled } });
    await tx.db.campaignLink.createMany({
      data: compiled.links.map(({ index, url, label }) => ({ workspaceId, campaignId: id, index, url, label })),
    });
  });
}

import { linkOrigin } from '#server/config/hosts.ts';
import { inTransaction } from '#server/db/client.ts';
import type { Campaign } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { documentOf, findCampaign, messageLanguage } from './find-campaign.ts';
import { keepVersion } from './keep-version.ts';

type CampaignMessage = Pick<Campaign, 'document' | 'subject' | 'preheader' | 'plainText' | 'scheduledAt'>;

/** What the workspace and the campaign bring to a message, the same for everybody. The date is that of the sending, as its workspace has it. */
async function fixedValues(ctx: TenantCtx, campaign: CampaignMessage): Promise<Record<string, string>> {
  const workspace = await ctx.db.workspace.findFirst({ select: { postalAddress: true, email: true, phone: true } });
  const { language, timezone: timeZone } = ctx.workspace;
  const day = Math.max(campaign.scheduledAt?.getTime() ?? 0, ctx.now().getTime());
  return {
    'workspace.address': workspace?.postalAddress ?? '',
    'workspace.email': workspace?.email ?? '',
    'workspace.phone': workspace?.phone ?? '',
    'campaign.date': new Intl.DateTimeFormat(messageLanguage(language), { dateStyle: 'long', timeZone }).format(day),
  };
}

/** Renders what is stored; about 10 ms. Throws InvalidInput (`bad-template`, field) where subject, preheader or plain part don't parse. */
export async function compileTemplate(ctx: TenantCtx, campaign: CampaignMessage): Promise<CompiledTemplate> {
  const origin = linkOrigin(ctx.workspace.slug);
  return renderDocument(documentOf(campaign), {
    subject: campaign.subject,
    preheader: campaign.preheader,
    language: messageLanguage(ctx.workspace.language),
    plainText: campaign.plainText,
    fixed: await fixedValues(ctx, campaign),
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
    await keepVersion(tx, campaign, 'sent');
    await tx.db.campaignBody.deleteMany({ where: { campaignId: id } });
    await tx.db.campaignLink.deleteMany({ where: { campaignId: id } });
    await tx.db.campaignBody.create({ data: { workspaceId, campaignId: id, compiledAt: tx.now(), compiled } });
    await tx.db.campaignLink.createMany({
      data: compiled.links.map(({ index, url, label }) => ({ workspaceId, campaignId: id, index, url, label })),
    });
  });
}

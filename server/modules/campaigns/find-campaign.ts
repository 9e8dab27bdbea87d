import type { Campaign, SavedTemplate } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import type { CampaignFileRow } from './schemas.ts';

/** The row; throws NotFound. */
export async function findCampaign(ctx: TenantCtx, id: string): Promise<Campaign> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  return campaign;
}

/** The document of a stored campaign; throws InvalidState (`document`) where an older program can't read a newer one's. */
export function documentOf(campaign: Pick<Campaign, 'document'>): NewsletterDocument {
  const parsed = parseDocument(campaign.document);
  if (!parsed.ok) throw new InvalidState({ reason: 'document', code: parsed.issues[0]?.code ?? 'invalid' });
  return parsed.document;
}

/** The language that messages of this workspace are written in. */
export function messageLanguage(language: string): 'it' | 'en' {
  return language === 'en' ? 'en' : 'it';
}

const fileColumns = { id: true, name: true, contentType: true, bytes: true } as const satisfies Record<
  keyof CampaignFileRow,
  true
>;

/** What goes along with a campaign's message, in the order in which it was attached. */
export function filesOf(ctx: TenantCtx, campaignId: string): Promise<CampaignFileRow[]> {
  return ctx.db.campaignFile.findMany({ where: { campaignId }, select: fileColumns, orderBy: { id: 'asc' } });
}

/** A template of the workspace's own; throws NotFound. */
export async function findTemplate(ctx: TenantCtx, id: string): Promise<SavedTemplate> {
  const template = await ctx.db.savedTemplate.findFirst({ where: { id } });
  if (!template) throw new NotFound({ what: 'template' });
  return template;
}

/** A campaign with its document, its files and the steps it has taken, the newest first. Throws NotFound. */
export async function getCampaign(ctx: TenantCtx, id: string) {
  const { workspaceId: _, document: stored, ...campaign } = await findCampaign(ctx, id);
  const steps = await ctx.db.campaignStep.findMany({
    where: { campaignId: id },
    select: { id: true, from: true, to: true, at: true, actorName: true, why: true },
    orderBy: { id: 'desc' },
    take: 100,
  });
  const files = await filesOf(ctx, id);
  const parsed = parseDocument(stored);
  const document = parsed.ok ? parsed.document : emptyDocument(messageLanguage(ctx.workspace.language));
  return { ...campaign, document, readable: parsed.ok, files, steps };
}

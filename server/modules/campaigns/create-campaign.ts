import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { emptyDocument, presetDocument } from '#shared/document/presets.ts';
import { audit } from '../audit/index.ts';
import { copyFiles } from './files.ts';
import { findCampaign, findTemplate } from './find-campaign.ts';
import type { CreateCampaignInput } from './schemas.ts';

type Content = Omit<
  Prisma.CampaignUncheckedCreateInput,
  'workspaceId' | 'id' | 'state' | 'stateAt' | 'createdAt' | 'updatedAt' | 'createdBy'
>;

/** Writes a draft with its first step and its audit row; within a transaction. */
export async function writeDraft(
  tx: TenantCtx,
  content: Content,
  from?: { id: string; name: string },
): Promise<string> {
  const now = tx.now();
  const id = uuid7(now.getTime());
  const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
  const workspaceId = tx.workspace.id;
  await tx.db.campaign.create({
    data: {
      ...content,
      savedBy: tx.actor.name,
      workspaceId,
      id,
      state: 'draft',
      stateAt: now,
      createdAt: now,
      updatedAt: now,
      createdBy,
    },
  });
  await tx.db.campaignStep.create({
    data: { workspaceId, id: uuid7(now.getTime()), campaignId: id, to: 'draft', at: now, actorName: tx.actor.name },
  });
  await audit(tx, {
    action: content.resendOfId ? 'campaigns.resend' : from ? 'campaigns.duplicate' : 'campaigns.create',
    subject: { kind: 'campaign', id, name: content.name },
    ...(from ? { before: { copyOf: from.id, name: from.name } } : {}),
  });
  if (from) await copyFiles(tx, from.id, id);
  return id;
}

/** The sender that the workspace used last, or one on its first verified domain. */
async function usualSender(ctx: TenantCtx): Promise<{ fromName: string; fromAddress: string; replyTo: string | null }> {
  const last = await ctx.db.campaign.findFirst({
    where: { fromAddress: { not: '' } },
    select: { fromName: true, fromAddress: true, replyTo: true },
    orderBy: { createdAt: 'desc' },
  });
  if (last) return last;
  const domain = await ctx.db.sendingDomain.findFirst({
    where: { verifiedAt: { not: null } },
    orderBy: { verifiedAt: 'asc' },
  });
  return { fromName: ctx.workspace.name, fromAddress: domain ? `newsletter@${domain.domain}` : '', replyTo: null };
}

/** A draft from a theme or a template of the workspace's own, to the default topic's subscribers, from the sender used last. Throws NotFound. */
export async function createCampaign(ctx: TenantCtx, input: CreateCampaignInput): Promise<{ id: string }> {
  const { name, theme, language } = input;
  const document = theme === 'empty' ? emptyDocument(language) : presetDocument(theme, language);
  return inTransaction(ctx, async (tx) => {
    const topic = await tx.db.topic.findFirst({ orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }] });
    if (!topic) throw new NotFound({ what: 'topic' });
    const sender = await usualSender(tx);
    const message = input.templateId ? await templateContent(tx, input.templateId) : { document };
    return { id: await writeDraft(tx, { name, ...message, topicId: topic.id, ...sender }) };
  });
}

async function templateContent(tx: TenantCtx, id: string) {
  const { subject, preheader, document } = await findTemplate(tx, id);
  return { subject, preheader, document: document as Prisma.InputJsonObject };
}

/** A draft with another's content, files and audience. Throws NotFound. */
export async function duplicateCampaign(ctx: TenantCtx, input: { id: string; name: string }): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const original = await findCampaign(tx, input.id);
    const { subject, preheader, plainText, fromName, fromAddress, replyTo, topicId, includeGroupIds, excludeGroupIds } =
      original;
    const document = original.document as Prisma.InputJsonObject;
    const sender = { subject, preheader, fromName, fromAddress, replyTo };
    const audience = { topicId, includeGroupIds, excludeGroupIds };
    const id = await writeDraft(tx, { name: input.name, document, plainText, ...sender, ...audience }, original);
    return { id };
  });
}

import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { findCampaign, findTemplate } from './find-campaign.ts';
import { templatePreviewUrl } from './preview-campaign.ts';
import { mostTemplates, type SaveTemplateInput } from './schemas.ts';

const shown = { id: true, name: true, subject: true, updatedAt: true, actorName: true } as const;

/** Every template of the workspace by name (at most 200), each with the address under which the content frame shows it. */
export async function listTemplates(ctx: TenantCtx) {
  const rows = await ctx.db.savedTemplate.findMany({ select: shown, orderBy: { name: 'asc' }, take: mostTemplates });
  return rows.map((row) => ({ ...row, previewUrl: templatePreviewUrl(ctx, row.id) }));
}

/**
 * Keeps a campaign's message under a name, to begin others from; `overwrite` puts it into the place of the template that has the name.
 * Throws NotFound, Conflict (`template-name`) where the name is taken, InvalidState (`too-many-templates`).
 */
export async function saveTemplate(ctx: TenantCtx, input: SaveTemplateInput): Promise<{ id: string }> {
  const { campaignId, name, overwrite } = input;
  return inTransaction(ctx, async (tx) => {
    const { subject, preheader, document: stored } = await findCampaign(tx, campaignId);
    const document = stored as Prisma.InputJsonObject;
    const now = tx.now();
    const written = { subject, preheader, document, updatedAt: now, actorName: tx.actor.name };
    const known = await tx.db.savedTemplate.findFirst({ where: { name }, select: { id: true } });
    if (known && !overwrite) throw new Conflict({ what: 'template', reason: 'template-name' });
    const id = known?.id ?? uuid7(now.getTime());
    if (known) await tx.db.savedTemplate.updateMany({ where: { id }, data: written });
    else {
      if ((await tx.db.savedTemplate.count()) >= mostTemplates)
        throw new InvalidState({ reason: 'too-many-templates', most: mostTemplates });
      const { count } = await tx.db.savedTemplate.createMany({
        data: [{ workspaceId: tx.workspace.id, id, name, createdAt: now, ...written }],
        skipDuplicates: true,
      });
      // Somebody else gave the same name in this moment.
      if (count !== 1) throw new Conflict({ what: 'template', reason: 'template-name' });
    }
    await audit(tx, {
      action: known ? 'campaigns.overwrite-template' : 'campaigns.save-template',
      subject: { kind: 'template', id, name },
      after: { campaignId },
    });
    return { id };
  });
}

/** Throws NotFound, Conflict (`template-name`). */
export async function renameTemplate(ctx: TenantCtx, input: { id: string; name: string }): Promise<void> {
  const { id, name } = input;
  await inTransaction(ctx, async (tx) => {
    const before = await findTemplate(tx, id);
    if (before.name === name) return;
    const taken = await tx.db.savedTemplate.count({ where: { name } });
    if (taken > 0) throw new Conflict({ what: 'template', reason: 'template-name' });
    await tx.db.savedTemplate.updateMany({ where: { id }, data: { name } });
    await audit(tx, {
      action: 'campaigns.rename-template',
      subject: { kind: 'template', id, name },
      before: { name: before.name },
      after: { name },
    });
  });
}

/** The campaigns begun from it stay as they are. Throws NotFound. */
export async function deleteTemplate(ctx: TenantCtx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { name } = await findTemplate(tx, id);
    await tx.db.savedTemplate.deleteMany({ where: { id } });
    await audit(tx, { action: 'campaigns.delete-template', subject: { kind: 'template', id, name } });
  });
}

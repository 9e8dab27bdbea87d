import { inTransaction } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { Attachment } from '#server/mail/message/compile-message.ts';
import { audit } from '../audit/index.ts';
import { cleanFileName, contentTypeOf, distinctName, isRefusedFile } from './file-name.ts';
import { filesOf, findCampaign } from './find-campaign.ts';
import { type CampaignFileRow, fileLimits } from './schemas.ts';
import { isEditable } from './state.ts';
import { editedBy, withdrawIfInReview } from './withdraw-review.ts';

const keyOf = (ctx: TenantCtx, id: string) => `${ctx.workspace.id}/files/${id}`;

/** A revision of its own: what is approved or restored names which files went along. Throws InvalidState, Conflict `{revision, by}`. */
async function nextRevision(tx: TenantCtx, id: string, over: number): Promise<{ revision: number; name: string }> {
  const { state, revision, savedBy, name } = await findCampaign(tx, id);
  if (!isEditable(state)) throw new InvalidState({ what: 'campaign', state });
  const { count } = await tx.db.campaign.updateMany({
    where: { id, revision: over, state: { in: ['draft', 'in_review'] } },
    data: { revision: over + 1, savedBy: tx.actor.name, ...editedBy(tx) },
  });
  if (count !== 1) throw new Conflict({ what: 'campaign', revision, by: savedBy });
  return { revision: over + 1, name };
}

/**
 * Attaches a file to a draft over the revision that the editor holds. The bytes are stored before the row that names them. Throws
 * InvalidInput (`file-empty`, `file-type`, `files-too-large`, `too-many-files`), NotFound, InvalidState, Conflict.
 */
export async function attachFile(
  ctx: TenantCtx,
  input: { id: string; over: number; name: string; content: Uint8Array },
): Promise<{ revision: number; file: CampaignFileRow }> {
  const { id: campaignId, over, content } = input;
  const given = cleanFileName(input.name);
  const bytes = content.byteLength;
  if (bytes === 0) throw new InvalidInput({ reason: 'file-empty' });
  if (isRefusedFile(given)) throw new InvalidInput({ reason: 'file-type', name: given });
  await findCampaign(ctx, campaignId);
  const id = uuid7(ctx.now().getTime());
  await blobs().put(keyOf(ctx, id), content);
  try {
    return await inTransaction(ctx, async (tx) => {
      const { revision, name: campaign } = await nextRevision(tx, campaignId, over);
      const others = await filesOf(tx, campaignId);
      if (others.length >= fileLimits.count)
        throw new InvalidInput({ reason: 'too-many-files', most: fileLimits.count });
      if (others.reduce((sum, file) => sum + file.bytes, bytes) > fileLimits.bytes)
        throw new InvalidInput({ reason: 'files-too-large', most: fileLimits.bytes });
      const name = distinctName(
        given,
        others.map((file) => file.name),
      );
      const file = { id, name, contentType: contentTypeOf(name), bytes };
      const { workspace } = tx;
      await tx.db.campaignFile.create({
        data: { workspaceId: workspace.id, campaignId, ...file, createdAt: tx.now() },
      });
      await withdrawIfInReview(tx, campaignId);
      const subject = { kind: 'campaign', id: campaignId, name: campaign };
      await audit(tx, { action: 'campaigns.attach-file', subject, after: { name, bytes } });
      return { revision, file };
    });
  } catch (error) {
    await blobs().delete(keyOf(ctx, id));
    throw error;
  }
}

/** Takes a file from a draft, with its bytes. Throws NotFound, InvalidState, Conflict. */
export async function removeFile(
  ctx: TenantCtx,
  input: { id: string; over: number; fileId: string },
): Promise<{ revision: number }> {
  const { id: campaignId, over, fileId } = input;
  const removed = await inTransaction(ctx, async (tx) => {
    const file = await tx.db.campaignFile.findFirst({ where: { id: fileId, campaignId } });
    if (!file) throw new NotFound({ what: 'file' });
    const { revision, name: campaign } = await nextRevision(tx, campaignId, over);
    await tx.db.campaignFile.deleteMany({ where: { id: fileId } });
    await withdrawIfInReview(tx, campaignId);
    const subject = { kind: 'campaign', id: campaignId, name: campaign };
    await audit(tx, { action: 'campaigns.remove-file', subject, before: { name: file.name, bytes: file.bytes } });
    return { revision };
  });
  await deleteFileBytes(ctx, [fileId]);
  return removed;
}

/** The bytes behind rows that are gone. */
export async function deleteFileBytes(ctx: TenantCtx, ids: readonly string[]): Promise<void> {
  for (const id of ids) await blobs().delete(keyOf(ctx, id));
}

/** Gives a copy the files of its original: each with bytes of its own, so that neither loses them with the other. */
export async function copyFiles(tx: TenantCtx, from: string, to: string): Promise<void> {
  const now = tx.now();
  for (const { id: original, ...file } of await filesOf(tx, from)) {
    const id = uuid7(now.getTime());
    await blobs().put(keyOf(tx, id), await blobs().bytes(keyOf(tx, original)));
    await tx.db.campaignFile.create({
      data: { workspaceId: tx.workspace.id, campaignId: to, id, ...file, createdAt: now },
    });
  }
}

/** The files with their bytes, for the message: read once a campaign and process. */
export async function campaignAttachments(ctx: TenantCtx, campaignId: string): Promise<Attachment[]> {
  const files = await filesOf(ctx, campaignId);
  return Promise.all(
    files.map(async ({ id, name, contentType }) => ({
      filename: name,
      contentType,
      content: await blobs().bytes(keyOf(ctx, id)),
    })),
  );
}

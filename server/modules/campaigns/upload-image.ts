import { createHash } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { cleanLine } from '#shared/document/clean-text.ts';
import { audit } from '../audit/index.ts';
import { setImageRemoved, imageColumns as shown } from './image-library.ts';
import { readImage } from './read-image.ts';
import type { ImageRow } from './schemas.ts';

/**
 * Keeps a picture under the SHA-256 of what is published at /i/HASH; the same picture twice is one, and one that was taken out of the library is in it again. The bytes are stored
 * before the row that names them. Throws InvalidInput as `readImage`.
 */
export async function uploadImage(ctx: TenantCtx, input: { name: string; bytes: Uint8Array }): Promise<ImageRow> {
  const { bytes, ...image } = await readImage(input.bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const known = await ctx.db.image.findFirst({ where: { hash }, select: { ...shown, removedAt: true } });
  if (known) {
    const { removedAt, ...row } = known;
    if (removedAt) await setImageRemoved(ctx, { id: row.id, removed: false });
    return row;
  }
  await blobs().put(`${ctx.workspace.id}/images/${hash}`, bytes);
  const name = cleanLine(input.name).slice(0, 200);
  const row = { id: uuid7(ctx.now().getTime()), hash, ...image, bytes: bytes.byteLength, name, createdAt: ctx.now() };
  return inTransaction(ctx, async (tx) => {
    await tx.db.image.createMany({ data: [{ workspaceId: ctx.workspace.id, ...row }], skipDuplicates: true });
    const stored = await tx.db.image.findFirstOrThrow({ where: { hash }, select: shown });
    if (stored.id === row.id) {
      const subject = { kind: 'image', id: row.id, name };
      await audit(tx, { action: 'campaigns.upload-image', subject, after: { hash, bytes: row.bytes } });
    }
    return stored;
  });
}

import { createHash } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { cleanLine } from '#shared/document/clean-text.ts';
import { toPage } from '#shared/paging.ts';
import { audit } from '../audit/index.ts';
import { readImage } from './read-image.ts';
import type { ImageRow } from './schemas.ts';

const shown = {
  id: true,
  hash: true,
  contentType: true,
  width: true,
  height: true,
  bytes: true,
  name: true,
  createdAt: true,
} as const;

/**
 * Keeps a picture under the SHA-256 of what is published at /i/HASH; the same picture twice is one. The bytes are stored
 * before the row that names them. Throws InvalidInput as `readImage`.
 */
export async function uploadImage(ctx: TenantCtx, input: { name: string; bytes: Uint8Array }): Promise<ImageRow> {
  const { bytes, ...image } = await readImage(input.bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const known = await ctx.db.image.findFirst({ where: { hash }, select: shown });
  if (known) return known;
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

/** The workspace's pictures, newest first. */
export async function listImages(ctx: TenantCtx, input: { limit: number; cursor?: string | null | undefined }) {
  const rows = await ctx.db.image.findMany({
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    select: shown,
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  return toPage(rows, input.limit, (row) => row.id);
}

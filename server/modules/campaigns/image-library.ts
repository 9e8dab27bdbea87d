import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { cleanLine } from '#shared/document/clean-text.ts';
import { toPage } from '#shared/paging.ts';
import { audit } from '../audit/index.ts';
import type { DescribeImageInput, ImageRow, ListImagesInput } from './schemas.ts';

export const imageColumns = {
  id: true,
  hash: true,
  contentType: true,
  width: true,
  height: true,
  bytes: true,
  name: true,
  alt: true,
  createdAt: true,
} as const satisfies Record<keyof ImageRow, true>;

/** The pictures of the workspace's library, newest first; `search` looks in names and alternative texts. */
export async function listImages(ctx: TenantCtx, input: ListImagesInput) {
  const { limit, cursor, search } = input;
  const contains = search ? { contains: search, mode: 'insensitive' as const } : undefined;
  const rows = await ctx.db.image.findMany({
    where: {
      removedAt: null,
      ...(cursor ? { id: { lt: cursor } } : {}),
      ...(contains ? { OR: [{ name: contains }, { alt: contains }] } : {}),
    },
    select: imageColumns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => row.id);
}

async function findImage(ctx: TenantCtx, id: string) {
  const image = await ctx.db.image.findFirst({ where: { id } });
  if (!image) throw new NotFound({ what: 'image' });
  return image;
}

/** Another name, or what it is called to those who don't see it; messages that show it keep their own words. Throws NotFound. */
export async function describeImage(ctx: TenantCtx, input: DescribeImageInput): Promise<void> {
  const { id } = input;
  const name = cleanLine(input.name).trim();
  const alt = cleanLine(input.alt).trim();
  await inTransaction(ctx, async (tx) => {
    const before = await findImage(tx, id);
    if (before.name === name && before.alt === alt) return;
    await tx.db.image.updateMany({ where: { id }, data: { name, alt } });
    await audit(tx, {
      action: 'campaigns.describe-image',
      subject: { kind: 'image', id, name },
      before: { name: before.name, alt: before.alt },
      after: { name, alt },
    });
  });
}

/** Takes a picture out of the library, or puts it back; messages that show it go on showing it. Twice is once. Throws NotFound. */
export async function setImageRemoved(ctx: TenantCtx, input: { id: string; removed: boolean }): Promise<void> {
  const { id, removed } = input;
  await inTransaction(ctx, async (tx) => {
    const { name, removedAt } = await findImage(tx, id);
    if ((removedAt !== null) === removed) return;
    await tx.db.image.updateMany({ where: { id }, data: { removedAt: removed ? tx.now() : null } });
    await audit(tx, {
      action: removed ? 'campaigns.remove-image' : 'campaigns.put-back-image',
      subject: { kind: 'image', id, name },
    });
  });
}

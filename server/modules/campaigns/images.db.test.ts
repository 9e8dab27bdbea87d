import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env, overrideEnv } from '#server/config/env.ts';
import { blobs } from '#server/lib/blobs.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { describeImage, listImages, setImageRemoved } from './image-library.ts';
import { uploadImage } from './upload-image.ts';

useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'postino-images-'));
beforeAll(() => overrideEnv({ POSTINO_DATA: folder, DATABASE_URL: env().DATABASE_URL ?? '' }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366aa' } });

describe('an uploaded picture', () => {
  it('loses its metadata, is made narrower, and stands under the hash of its bytes', async () => {
    const ctx = await makeWorkspace();
    const photo = await picture(3200, 1600)
      .withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
      .jpeg()
      .toBuffer();
    expect(photo.includes('SECRET-PLACE')).toBe(true);
    const image = await uploadImage(ctx, { name: 'foto.jpg', bytes: photo });
    expect(image).toMatchObject({ contentType: 'image/jpeg', width: 1600, height: 800, name: 'foto.jpg' });
    const stored = Buffer.from(await blobs().bytes(`${ctx.workspace.id}/images/${image.hash}`));
    expect(stored.includes('SECRET-PLACE')).toBe(false);
    expect(stored.byteLength).toBe(image.bytes);
  });

  it('is one, however often it comes', async () => {
    const ctx = await makeWorkspace();
    const bytes = await picture(20, 10).png().toBuffer();
    const [first, second] = await Promise.all([
      uploadImage(ctx, { name: 'a.png', bytes }),
      uploadImage(ctx, { name: 'b.png', bytes }),
    ]);
    expect(second.id).toBe(first.id);
    expect((await listImages(ctx, { limit: 10 })).rows).toHaveLength(1);
    expect(await ctx.db.auditEntry.count({ where: { action: 'campaigns.upload-image' } })).toBe(1);
    expect((await listImages(await makeWorkspace(), { limit: 10 })).rows).toHaveLength(0);
  });

  it('in WebP becomes what mail clients show', async () => {
    const ctx = await makeWorkspace();
    const opaque = await picture(20, 10).webp().toBuffer();
    expect(await uploadImage(ctx, { name: 'a', bytes: opaque })).toMatchObject({ contentType: 'image/jpeg' });
    const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#0000' } })
      .webp()
      .toBuffer();
    expect(await uploadImage(ctx, { name: 'b', bytes: clear })).toMatchObject({ contentType: 'image/png' });
  });

  it('that moves goes on moving', async () => {
    const ctx = await makeWorkspace();
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 8, height: 6, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const image = await uploadImage(ctx, { name: 'm.gif', bytes });
    expect(image).toMatchObject({ contentType: 'image/gif', width: 8, height: 6 });
    const stored = await blobs().bytes(`${ctx.workspace.id}/images/${image.hash}`);
    expect((await sharp(stored, { animated: true }).metadata()).pages).toBe(2);
  });

  it('is found by name or alternative text, page by page, until it is taken out; then it is only hidden', async () => {
    const ctx = await makeWorkspace();
    const rows = [];
    for (const [index, name] of ['ponte.png', 'barca.png', 'Ponte nuovo.png'].entries())
      rows.push(
        await uploadImage(ctx, {
          name,
          bytes: await picture(10 + index, 9)
            .png()
            .toBuffer(),
        }),
      );
    const barca = rows[1] ?? expect.fail();
    await describeImage(ctx, { id: barca.id, name: barca.name, alt: 'Una barca sotto il PONTE' });
    const first = await listImages(ctx, { limit: 2, search: 'ponte' });
    expect(first.rows.map(({ name }) => name)).toEqual(['Ponte nuovo.png', 'barca.png']);
    const next = await listImages(ctx, { limit: 2, search: 'ponte', cursor: first.next });
    expect(next.rows.map(({ name }) => name)).toEqual(['ponte.png']);

    await setImageRemoved(ctx, { id: barca.id, removed: true });
    await setImageRemoved(ctx, { id: barca.id, removed: true });
    expect((await listImages(ctx, { limit: 9 })).rows).toHaveLength(2);
    expect(await blobs().exists(`${ctx.workspace.id}/images/${barca.hash}`)).toBe(true);
    expect(await ctx.db.auditEntry.count({ where: { action: 'campaigns.remove-image' } })).toBe(1);
    // Uploaded anew, it is the same picture with what was known of it.
    const again = await uploadImage(ctx, { name: 'altra.png', bytes: await picture(11, 9).png().toBuffer() });
    expect(again).toMatchObject({ id: barca.id, alt: 'Una barca sotto il PONTE' });
    expect((await listImages(ctx, { limit: 9 })).rows).toHaveLength(3);
  });

  const refused: [string, string, () => Promise<Uint8Array>][] = [
    [
      'an SVG',
      'format',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
    ],
    ['a page named .png', 'not-an-image', async () => Buffer.from('<html><script>alert(1)</script>')],
    ['half a picture', 'not-an-image', async () => (await picture(400, 400).jpeg().toBuffer()).subarray(0, 300)],
    ['nothing', 'not-an-image', async () => new Uint8Array()],
    ['a decompression bomb', 'too-many-pixels', () => picture(9000, 9000).png().toBuffer()],
    ['more than 10 MB', 'too-large', async () => Buffer.alloc(10 * 1024 * 1024 + 1)],
  ];
  it.each(refused)('that is %s is refused: %s', async (_, reason, bytes) => {
    const ctx = await makeWorkspace();
    await expect(uploadImage(ctx, { name: 'x.png', bytes: await bytes() })).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { reason },
    });
  });
});

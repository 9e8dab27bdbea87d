import sharp, { type Metadata } from 'sharp';
import { InvalidInput } from '#server/lib/errors.ts';
import { imageLimits } from './schemas.ts';

export type ReadImage = { bytes: Buffer; contentType: string; width: number; height: number };

const formats = new Set(['png', 'jpeg', 'gif', 'webp']);

/**
 * Types an upload by its content and writes it anew: without metadata (a photo's place, its thumbnail), upright, at most
 * 1,600 px wide, in a format that mail clients show (WebP becomes PNG, JPEG or GIF). Throws InvalidInput: `too-large`,
 * `not-an-image`, `format`, `too-many-pixels`.
 */
export async function readImage(upload: Uint8Array): Promise<ReadImage> {
  if (upload.byteLength > imageLimits.bytes) throw new InvalidInput({ reason: 'too-large', most: imageLimits.bytes });
  const source = await inspect(upload);
  const moving = (source.pages ?? 1) > 1;
  const target = moving ? 'gif' : source.format === 'webp' ? (source.hasAlpha ? 'png' : 'jpeg') : source.format;
  const image = sharp(upload, { limitInputPixels: imageLimits.pixels, animated: moving, failOn: 'error' });
  const upright = moving ? image : image.autoOrient();
  const sized = upright.resize({ width: imageLimits.width, withoutEnlargement: true });
  try {
    const written =
      target === 'jpeg'
        ? sized.jpeg({ quality: 84, mozjpeg: true })
        : target === 'gif'
          ? sized.gif()
          : sized.png({ compressionLevel: 9 });
    const { data, info } = await written.toBuffer({ resolveWithObject: true });
    // Of a moving picture `height` is that of all frames one above the other.
    return { bytes: data, contentType: `image/${target}`, width: info.width, height: info.pageHeight ?? info.height };
  } catch {
    throw new InvalidInput({ reason: 'not-an-image' });
  }
}

async function inspect(upload: Uint8Array): Promise<Metadata> {
  if (upload.byteLength === 0) throw new InvalidInput({ reason: 'not-an-image' });
  const source = await sharp(upload, { limitInputPixels: false, animated: true })
    .metadata()
    .catch(() => undefined);
  if (!source?.width || !source.height) throw new InvalidInput({ reason: 'not-an-image' });
  if (!formats.has(source.format ?? '')) throw new InvalidInput({ reason: 'format', format: source.format ?? '' });
  if (source.width * source.height > imageLimits.pixels) {
    throw new InvalidInput({ reason: 'too-many-pixels', most: imageLimits.pixels });
  }
  return source;
}

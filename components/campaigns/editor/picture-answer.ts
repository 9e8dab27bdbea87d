import { z } from 'zod';

const imageSchema = z.object({
  id: z.string(),
  hash: z.string(),
  width: z.number(),
  height: z.number(),
  name: z.string(),
  alt: z.string(),
});
const refusalSchema = z.object({ reason: z.string() });
export type UploadedImage = z.infer<typeof imageSchema>;

const reasons = ['too-large', 'not-an-image', 'format', 'too-many-pixels'] as const;
type PictureRefusal = (typeof reasons)[number] | 'offline';
export type PictureUpload = { ok: true; image: UploadedImage } | { ok: false; reason: PictureRefusal };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the server has answered to a picture; what is no answer of its is `offline`. */
export function readPictureAnswer(status: number, text: string): PictureUpload {
  const body = parsed(text);
  const image = imageSchema.safeParse(body);
  if (status === 200 && image.success) return { ok: true, image: image.data };
  const refusal = refusalSchema.safeParse(body);
  const reason = reasons.find((each) => refusal.success && each === refusal.data.reason);
  return { ok: false, reason: reason ?? 'offline' };
}

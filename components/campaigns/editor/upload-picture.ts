import { z } from 'zod';
import { imageLimits } from '#server/modules/campaigns/values.ts';

const answerSchema = z.object({
  id: z.string(),
  hash: z.string(),
  width: z.number(),
  height: z.number(),
  name: z.string(),
  alt: z.string(),
});
const refusalSchema = z.object({ reason: z.string() });
export type UploadedImage = z.infer<typeof answerSchema>;

const reasons = ['too-large', 'not-an-image', 'format', 'too-many-pixels'] as const;
export type PictureRefusal = (typeof reasons)[number] | 'offline';
export type PictureUpload = { ok: true; image: UploadedImage } | { ok: false; reason: PictureRefusal };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sends a picture to the workspace's library; XMLHttpRequest, because fetch tells nothing of an upload's progress (0 to 1). Never
 * rejects, save when it is aborted: then it never settles.
 */
export function uploadPicture(
  workspace: string,
  file: File,
  options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<PictureUpload> {
  if (file.size > imageLimits.bytes) return Promise.resolve({ ok: false, reason: 'too-large' });
  const request = new XMLHttpRequest();
  options.signal?.addEventListener('abort', () => request.abort());
  return new Promise((resolve) => {
    request.upload.onprogress = (event) =>
      options.onProgress?.(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => resolve({ ok: false, reason: 'offline' });
    request.onload = () => {
      const body = parsed(request.responseText);
      const image = answerSchema.safeParse(body);
      if (request.status === 200 && image.success) return resolve({ ok: true, image: image.data });
      const refusal = refusalSchema.safeParse(body);
      const reason = reasons.find((each) => refusal.success && each === refusal.data.reason);
      resolve({ ok: false, reason: reason ?? 'offline' });
    };
    request.open('POST', `/api/w/${workspace}/images?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

import { imageLimits } from '#server/modules/campaigns/values.ts';
import type { PictureUpload } from './picture-answer.ts';

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
  // On its way with the picture: no other part of the editor reads answers by a schema.
  const offline: PictureUpload = { ok: false, reason: 'offline' };
  const reader = import('./picture-answer.ts').then(
    ({ readPictureAnswer }) => readPictureAnswer,
    () => () => offline,
  );
  const request = new XMLHttpRequest();
  options.signal?.addEventListener('abort', () => request.abort());
  return new Promise((resolve) => {
    request.upload.onprogress = (event) =>
      options.onProgress?.(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => resolve(offline);
    request.onload = () => void reader.then((read) => resolve(read(request.status, request.responseText)));
    request.open('POST', `/api/w/${workspace}/images?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

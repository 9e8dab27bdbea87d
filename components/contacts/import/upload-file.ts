/** What the server says of a file that it does not take; `reason` is one of the import's file reasons. */
export class UploadRefused extends Error {
  readonly reason: string | null;
  constructor(reason: string | null, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Sends a file as it is, so that the server can stream it, telling how far it is (0 to 1). XMLHttpRequest, because fetch can't tell
 * that. Rejects with UploadRefused, or with TypeError when the server was not reached.
 */
export function uploadFile(url: string, file: File, onProgress: (share: number) => void): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => {
      const answer: unknown = request.response;
      const read = (key: string) =>
        typeof answer === 'object' && answer !== null && key in answer ? Reflect.get(answer, key) : undefined;
      const id: unknown = read('id');
      if (request.status === 201 && typeof id === 'string') return resolve({ id });
      const reason: unknown = read('reason');
      const message: unknown = read('message');
      reject(new UploadRefused(typeof reason === 'string' ? reason : null, typeof message === 'string' ? message : ''));
    };
    request.onerror = () => reject(new TypeError('the upload was cut off'));
    request.onabort = request.onerror;
    request.send(file);
  });
}

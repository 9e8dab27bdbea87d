import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { memberRoute } from '#server/http/member-route.ts';
import { receiveImport } from '#server/modules/contacts/index.ts';

/** The file is the body itself; its name comes in `x-file-name`, percent-encoded. Answers `{id}`. */
export const POST = memberRoute('contacts:write', 'newsletter', async (ctx, request) => {
  const fileName = decodeName(request.headers.get('x-file-name') ?? '');
  const contents = request.body ? Readable.fromWeb(request.body as NodeStream) : Readable.from([]);
  return Response.json(await receiveImport(ctx, { fileName, contents }), { status: 201 });
});

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text) || 'import.csv';
  } catch {
    return 'import.csv';
  }
}

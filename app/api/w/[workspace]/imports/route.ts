import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { memberRoute } from '#server/http/member-route.ts';
import { receiveImport } from '#server/modules/contacts/index.ts';

/** The file is the body itself; its name comes in `x-file-name`, percent-encoded; `?kind=suppression` for a suppression list. Answers `{id}`. */
export const POST = memberRoute('contacts:write', 'newsletter', async (ctx, request) => {
  const fileName = decodeName(request.headers.get('x-file-name') ?? '');
  const contents = request.body ? Readable.fromWeb(request.body as NodeStream) : Readable.from([]);
  const kind = new URL(request.url).searchParams.get('kind') === 'suppression' ? 'suppression' : 'contacts';
  return Response.json(await receiveImport(ctx, { fileName, contents, kind }), { status: 201 });
});

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text) || 'import.csv';
  } catch {
    return 'import.csv';
  }
}

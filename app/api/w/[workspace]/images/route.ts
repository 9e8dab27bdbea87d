import { Forbidden, InvalidInput, NotSignedIn } from '#server/lib/errors.ts';
import { uploadImage } from '#server/modules/campaigns/index.ts';
import { createRequestContext } from '#server/request-context.ts';
import { describeError, httpStatusOf } from '#server/trpc/error-mapping.ts';
import { memberMay } from '#shared/permissions.ts';

const most = 10 * 1024 * 1024;

/** The body's bytes; refuses what is longer than an image may be without reading it to its end. */
async function readBody(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) throw new InvalidInput({ reason: 'not-an-image' });
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > most) throw new InvalidInput({ reason: 'too-large', most });
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

/** Takes a picture as the request's body (its name as `?name=`); answers its row. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ workspace: string }> },
): Promise<Response> {
  const { workspace } = await params;
  const name = new URL(request.url).searchParams.get('name') ?? '';
  try {
    const context = await createRequestContext({
      headers: request.headers,
      surface: 'portal',
      workspaceSlug: workspace,
    });
    if (!context.session) throw new NotSignedIn();
    if (context.session.mustChangePassword) throw new Forbidden({ reason: 'password-must-change' });
    const { ctx, role } = await context.member();
    if (!memberMay(role, 'campaigns:write')) throw new Forbidden({ permission: 'campaigns:write' });
    await context.entitled(ctx, 'newsletter');
    const image = await uploadImage(ctx, { name, bytes: await readBody(request) });
    return Response.json(image);
  } catch (error) {
    return Response.json({ error: describeError(error) }, { status: httpStatusOf(error) });
  }
}

import { z } from 'zod';
import { memberRoute } from '#server/http/member-route.ts';
import { readRequestBody } from '#server/http/request-body.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { attachFile } from '#server/modules/campaigns/index.ts';
import { fileLimits } from '#server/modules/campaigns/values.ts';

const input = z.object({ id: z.uuid(), name: z.string().max(1000), over: z.coerce.number().int().min(1) });

/** Takes a file as the request's body (`?name=`, and `?over=` the revision that the editor holds); answers its row and the new revision. */
export const POST = memberRoute('campaigns:write', 'newsletter', async (ctx, request, params) => {
  const { searchParams } = new URL(request.url);
  const read = input.safeParse({
    id: params.id,
    name: searchParams.get('name') ?? '',
    over: searchParams.get('over') ?? '1',
  });
  if (!read.success) throw new NotFound({ what: 'campaign' });
  const content = await readRequestBody(request, fileLimits.bytes);
  if (!content) throw new InvalidInput({ reason: 'files-too-large', most: fileLimits.bytes });
  return Response.json(await attachFile(ctx, { ...read.data, content }));
});

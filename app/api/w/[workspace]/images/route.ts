import { memberRoute } from '#server/http/member-route.ts';
import { readRequestBody } from '#server/http/request-body.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { uploadImage } from '#server/modules/campaigns/index.ts';
import { imageLimits } from '#server/modules/campaigns/values.ts';

/** Takes a picture as the request's body (its name as `?name=`); answers its row. */
export const POST = memberRoute('campaigns:write', 'newsletter', async (ctx, request) => {
  const name = new URL(request.url).searchParams.get('name') ?? '';
  const bytes = await readRequestBody(request, imageLimits.bytes);
  if (!bytes) throw new InvalidInput({ reason: 'too-large', most: imageLimits.bytes });
  return Response.json(await uploadImage(ctx, { name, bytes }));
});

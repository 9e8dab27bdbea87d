import { download, memberRoute } from '#server/http/member-route.ts';
import { exportFile } from '#server/modules/contacts/index.ts';

export const GET = memberRoute('export', 'newsletter', async (ctx, _request, params) => {
  const { name, contentType, contents } = await exportFile(ctx, { id: params.id ?? '' });
  return download(name, contentType, contents);
});

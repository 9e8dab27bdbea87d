import { download, memberRoute } from '#server/http/member-route.ts';
import { rejectedFile } from '#server/modules/contacts/index.ts';

export const GET = memberRoute('contacts:write', 'newsletter', async (ctx, request, params) => {
  const language = new URL(request.url).searchParams.get('language');
  const { name, contents } = await rejectedFile(ctx, { id: params.id ?? '', ...(language ? { language } : {}) });
  return download(name, 'text/csv; charset=utf-8', contents);
});

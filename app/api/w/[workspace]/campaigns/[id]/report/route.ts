import { download, memberRoute } from '#server/http/member-route.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { reportFile, reportFileQuery } from '#server/modules/reports/index.ts';

export const GET = memberRoute('export', 'newsletter', async (ctx, request, params) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const asked = reportFileQuery.safeParse({ ...query, campaignId: params.id });
  if (!asked.success) throw new InvalidInput({ field: String(asked.error.issues[0]?.path[0] ?? 'format') });
  const { campaignId, format, language, ...scope } = asked.data;
  const { name, contentType, contents } = await reportFile(ctx, { campaignId, format, language, scope });
  return download(name, contentType, contents);
});

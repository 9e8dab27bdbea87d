import { download } from '#server/http/member-route.ts';
import { staffRoute } from '#server/http/staff-route.ts';
import { auditCsv } from '#server/modules/backoffice/index.ts';
import { consoleAuditInput } from '#server/modules/backoffice/schemas.ts';

const filters = consoleAuditInput.omit({ limit: true, cursor: true });

export const GET = staffRoute('staff:settings', async (ctx, request) => {
  const input = filters.parse(Object.fromEntries(new URL(request.url).searchParams));
  return download(
    `audit-${ctx.now().toISOString().slice(0, 10)}.csv`,
    'text/csv; charset=utf-8',
    await auditCsv(ctx, input),
  );
});

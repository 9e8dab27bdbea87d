import type { StaffCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import type { ListAuditInput } from './schemas.ts';

/** Newest first. A tenant context sees its own workspace's entries; the console's all. */
export async function listAudit(ctx: TenantCtx | StaffCtx | SystemCtx, input: ListAuditInput) {
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      ...(input.cursor ? { id: { lt: input.cursor } } : {}),
      ...(input.action ? { action: { startsWith: input.action } } : {}),
      ...(input.actor ? { actorName: { contains: input.actor, mode: 'insensitive' as const } } : {}),
      ...(input.subjectKind ? { subjectKind: input.subjectKind } : {}),
      ...(input.subjectId ? { subjectId: input.subjectId } : {}),
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  return toPage(rows, input.limit, (row) => row.id);
}

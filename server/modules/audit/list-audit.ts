import type { StaffCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { uuid7Floor } from '#server/lib/uuid.ts';
import { toPage } from '#shared/paging.ts';
import type { ListAuditInput } from './schemas.ts';

type Owner = { workspaceId?: string | null };

/**
 * Newest first. A tenant context sees its own workspace's entries; the console's all, or those of one `owner` (null: the provider's).
 * Ids carry their time, so that a span is a range of the key.
 */
export async function listAudit(ctx: TenantCtx | StaffCtx | SystemCtx, input: ListAuditInput, owner: Owner = {}) {
  const before = [...(input.cursor ? [input.cursor] : []), ...(input.until ? [uuid7Floor(input.until)] : [])].sort()[0];
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      ...owner,
      id: { ...(before ? { lt: before } : {}), ...(input.from ? { gte: uuid7Floor(input.from) } : {}) },
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

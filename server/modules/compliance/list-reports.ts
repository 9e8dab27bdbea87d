import type { StaffCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import { memberMay, type WorkspaceRole } from '#shared/permissions.ts';
import type { ReportsInput } from './schemas.ts';

/** A workspace's reports, newest first: an owner sees all of them, others their own. */
export async function listReports(ctx: TenantCtx, role: WorkspaceRole, input: ReportsInput) {
  const own = ctx.actor.kind === 'person' ? ctx.actor.id : '';
  const rows = await ctx.db.misuseReport.findMany({
    where: {
      ...(memberMay(role, 'members') ? {} : { reportedBy: own }),
      ...(input.cursor ? { id: { lt: input.cursor } } : {}),
    },
    select: {
      ...{ id: true, kind: true, text: true, reporterName: true, at: true },
      ...{ answer: true, closedAt: true },
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  return toPage(rows, input.limit, (row) => row.id);
}

/** Every customer's reports, newest first; `open`: those that are not closed, the longest waiting first. */
export async function listAllReports(ctx: StaffCtx | SystemCtx, input: ReportsInput) {
  const after = input.open ? { gt: input.cursor ?? '' } : { lt: input.cursor ?? '' };
  const rows = await ctx.db.misuseReport.findMany({
    where: { ...(input.open ? { closedAt: null } : {}), ...(input.cursor ? { id: after } : {}) },
    orderBy: { id: input.open ? 'asc' : 'desc' },
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  const workspaces = await ctx.db.workspace.findMany({
    where: { id: { in: page.rows.map((row) => row.workspaceId) } },
    select: { id: true, name: true },
  });
  const names = new Map(workspaces.map((workspace) => [workspace.id, workspace.name]));
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, workspaceName: names.get(row.workspaceId) ?? '' })),
  };
}

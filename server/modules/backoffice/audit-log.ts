import type { StaffCtx } from '#server/lib/context.ts';
import { listAudit } from '../audit/index.ts';
import type { ListAuditInput } from '../audit/schemas.ts';
import { findWorkspace } from '../workspaces/index.ts';

/** The whole audit log, newest first, each entry with its workspace's name. */
export async function listAllAudit(ctx: StaffCtx, input: ListAuditInput) {
  const page = await listAudit(ctx, input);
  const ids = [...new Set(page.rows.flatMap((row) => (row.workspaceId ? [row.workspaceId] : [])))];
  const workspaces = await ctx.db.workspace.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(workspaces.map((workspace) => [workspace.id, workspace.name]));
  const rows = page.rows.map((row) => ({ ...row, workspaceName: names.get(row.workspaceId ?? '') ?? null }));
  return { ...page, rows };
}

/** One customer's audit log. NotFound for an unknown one. */
export async function listCustomerAudit(ctx: StaffCtx, workspaceId: string, input: ListAuditInput) {
  return listAudit(await findWorkspace(ctx, workspaceId), input);
}

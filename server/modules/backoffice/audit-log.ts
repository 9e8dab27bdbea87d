import type { StaffCtx } from '#server/lib/context.ts';
import { listAudit } from '../audit/index.ts';
import type { ListAuditInput } from '../audit/schemas.ts';
import { findWorkspace } from '../workspaces/index.ts';
import type { ConsoleAuditInput } from './schemas.ts';

/** The whole audit log, or one customer's, newest first, each entry with its workspace's name. */
export async function listAllAudit(ctx: StaffCtx, { customer, ...input }: ConsoleAuditInput) {
  const owner = customer ? { workspaceId: customer === 'provider' ? null : customer } : {};
  const page = await listAudit(ctx, input, owner);
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

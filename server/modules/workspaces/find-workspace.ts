import { tenantDb } from '#server/db/client.ts';
import { narrowTo, type TenantCtx, type WideCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';

const facts = { id: true, slug: true, name: true, timezone: true, language: true } as const;

/** Narrows a wide context to a workspace by id; NotFound where there is none. */
export async function findWorkspace(ctx: WideCtx, id: string): Promise<TenantCtx> {
  const workspace = await ctx.db.workspace.findUnique({ where: { id }, select: facts });
  if (!workspace) throw new NotFound({ what: 'workspace' });
  return narrowTo(ctx, workspace, tenantDb);
}

/** Narrows a wide context to a workspace by slug; NotFound where there is none. */
export async function findWorkspaceBySlug(ctx: WideCtx, slug: string): Promise<TenantCtx> {
  const workspace = await ctx.db.workspace.findUnique({ where: { slug }, select: facts });
  if (!workspace) throw new NotFound({ what: 'workspace', slug });
  return narrowTo(ctx, workspace, tenantDb);
}

import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';

/** Throws InvalidState {reason: 'workspace-suspended'} while the provider keeps this workspace from sending and collecting. */
export async function assertActive(ctx: TenantCtx): Promise<void> {
  const workspace = await ctx.db.workspace.findFirst({ where: { id: ctx.workspace.id }, select: { state: true } });
  if (workspace?.state !== 'active') throw new InvalidState({ reason: 'workspace-suspended' });
}

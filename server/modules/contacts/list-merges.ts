import type { TenantCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';

/** What was merged into a contact, newest first; whether it can still be taken back. */
export async function mergesOf(ctx: TenantCtx, contactId: string) {
  const hours = (await providerSettings(ctx))['retention.undo-hours'];
  const rows = await ctx.db.contactMerge.findMany({
    where: { survivorId: contactId, undoneAt: null },
    orderBy: { id: 'desc' },
  });
  return rows.map(({ id, mergedId, mergedAddress, at, actorName }) => ({
    id,
    mergedId,
    address: mergedAddress,
    at,
    actorName,
    canUndo: at.getTime() + hours * 3_600_000 > ctx.now().getTime(),
  }));
}

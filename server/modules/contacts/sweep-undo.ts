import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';

/** What an action's undo would have needed goes with the undo's time, a deleted person's data with it. Answers how many contacts'. */
export async function sweepUndo(ctx: TenantCtx): Promise<number> {
  const over = await ctx.db.bulkAction.findMany({
    where: { undoUntil: { lt: ctx.now() }, state: { in: ['finished', 'cancelled', 'failed', 'undone'] } },
    select: { id: true },
  });
  let swept = 0;
  for (const { id } of over) {
    await inTransaction(
      ctx,
      async (tx) => {
        swept += (await tx.db.contactBefore.deleteMany({ where: { actionId: id } })).count;
        await tx.db.bulkAction.updateMany({ where: { id }, data: { undoUntil: null } });
      },
      { timeoutMs: 120_000 },
    );
  }
  const hours = (await providerSettings(ctx))['retention.undo-hours'];
  const at = { lt: new Date(ctx.now().getTime() - hours * 3_600_000) };
  await ctx.db.contactMerge.updateMany({ where: { at, NOT: { before: { equals: {} } } }, data: { before: {} } });
  await forgetMergesOfGone(ctx);
  return swept;
}

/** Of a person that is no more nothing stays, not even what was merged into it. */
async function forgetMergesOfGone(ctx: TenantCtx): Promise<void> {
  const merges = await ctx.db.contactMerge.findMany({
    where: { undoneAt: null },
    select: { id: true, survivorId: true, mergedId: true },
  });
  const ids = [...new Set(merges.map((merge) => merge.survivorId))];
  const alive = await ctx.db.contact.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const living = new Set(alive.map((contact) => contact.id));
  const gone = merges.filter((merge) => !living.has(merge.survivorId));
  await ctx.db.contactChange.deleteMany({ where: { contactId: { in: gone.map((merge) => merge.mergedId) } } });
  await ctx.db.contactMerge.deleteMany({ where: { id: { in: gone.map((merge) => merge.id) } } });
}

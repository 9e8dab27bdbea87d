import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { audit } from '../audit/index.ts';
import { largeCounts } from './large-counts.sql.ts';
import type { suppressionAnswers } from './schemas.ts';
import { countSuppressed } from './suppression.sql.ts';

const ACTION = 'contacts.answer-suppression';

/** Whether the old system's suppression list was brought or spoken of; until then the import asks for it first. */
export async function suppressionState(ctx: TenantCtx) {
  const [list, answer, blocked] = await Promise.all([
    ctx.db.import.findFirst({
      where: { kind: 'suppression', dryRun: false, state: { in: ['finished', 'running', 'queued'] } },
      select: { id: true, fileName: true, finishedAt: true },
      orderBy: { id: 'desc' },
    }),
    ctx.db.auditEntry.findFirst({
      where: { action: ACTION },
      select: { at: true, actorName: true },
      orderBy: { id: 'desc' },
    }),
    largeCounts(ctx, 'suppressed-1', () => countSuppressed(ctx)),
  ]);
  return { settled: list !== null || answer !== null, list, answer, blocked: blocked.sums };
}

/** Records that there is no list to bring, who said so and when. */
export async function answerSuppression(
  ctx: TenantCtx,
  input: { answer: (typeof suppressionAnswers)[number] },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await audit(tx, {
      action: ACTION,
      subject: { kind: 'workspace', id: ctx.workspace.id },
      after: { answer: input.answer },
    });
  });
}

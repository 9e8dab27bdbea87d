import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { withImportSession } from './import-staging.sql.ts';
import { undoImportJob } from './jobs.ts';
import { importPlan } from './schemas.ts';
import { defaultTopic } from './topics.ts';
import { countCreated, countKept, removeCreated, restoreKnown } from './undo-import.sql.ts';

const DAY_MS = 86_400_000;

export type ImportUndo = {
  /** `possible`, until `until`; `running` and `done` tell how far it is. */
  state: 'never' | 'possible' | 'running' | 'done';
  until: Date | null;
  undone: number;
  kept: number;
};

type Row = {
  kind: string;
  state: string;
  dryRun: boolean;
  evidenceId: string | null;
  createdAt: Date;
  undoRequestedAt: Date | null;
  undoneAt: Date | null;
  undone: number;
  undoKept: number;
};

/** Whether an import can be taken back: one that wrote contacts, as long as its files are kept (`days`). Pure. */
export function undoOf(row: Row, now: Date, days: number): ImportUndo {
  const told = { undone: row.undone, kept: row.undoKept };
  if (row.undoneAt) return { state: 'done', until: null, ...told };
  if (row.undoRequestedAt) return { state: 'running', until: null, ...told };
  const until = new Date(row.createdAt.getTime() + days * DAY_MS);
  const ended = ['finished', 'cancelled', 'failed'].includes(row.state);
  // Its evidence is written before its first contact.
  const wrote = row.kind === 'contacts' && !row.dryRun && row.evidenceId !== null && ended;
  return wrote && until > now ? { state: 'possible', until, ...told } : { state: 'never', until: null, ...told };
}

/** Asks a worker to take a finished import back. Throws InvalidState (`undo-over`) after its time, and where it was asked before. */
export async function undoImport(ctx: TenantCtx, input: { id: string }): Promise<void> {
  const days = (await providerSettings(ctx))['retention.import-files-days'];
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.import.findFirst({ where: { id: input.id } });
    if (!row) throw new NotFound({ what: 'import' });
    const { state } = undoOf(row, ctx.now(), days);
    if (state === 'never') throw new InvalidState({ what: 'import', reason: 'undo-over' });
    const { count } = await tx.db.import.updateMany({
      where: { id: input.id, undoRequestedAt: null },
      data: { undoRequestedAt: ctx.now(), undone: 0, undoKept: 0 },
    });
    if (count === 0) throw new InvalidState({ what: 'import', state: 'undoing' });
    await enqueue(tx, undoImportJob, { v: 1, workspaceId: ctx.workspace.id, importId: input.id });
    await audit(tx, {
      action: 'contacts.undo-import',
      subject: { kind: 'import', id: input.id, name: row.fileName },
      before: { created: row.created, updated: row.updated },
    });
  });
}

/**
 * Takes an import back that was asked for: removes the contacts that it made and restores those that it changed, but what others have
 * changed since. Safe to run again after any death of the process. Throws Conflict while another process runs it.
 */
export async function runImportUndo(ctx: TenantCtx, importId: string): Promise<void> {
  const held = await withImportSession(ctx, importId, async (session) => {
    const row = await ctx.db.import.findFirst({ where: { id: importId } });
    if (!row) throw new NotFound({ what: 'import' });
    if (!row.undoRequestedAt || row.undoneAt || !row.evidenceId) return true;
    const plan = importPlan.parse(row.plan);
    const marks = {
      evidenceId: row.evidenceId,
      groupId: plan.groupId,
      topicId: plan.topicId ?? (await defaultTopic(ctx)).id,
      at: ctx.now(),
      actorName: ctx.actor.name,
    };
    await ctx.db.import.updateMany({ where: { id: importId }, data: { undoKept: 0 } });
    await restoreKnown(session, marks);
    await removeCreated(session, marks);
    const undoKept = (await countCreated(session)) + (await countKept(session));
    await ctx.db.import.updateMany({ where: { id: importId }, data: { undoneAt: ctx.now(), undoKept } });
    return true;
  });
  if (!held) throw new Conflict({ what: 'import', reason: 'running-elsewhere' });
}

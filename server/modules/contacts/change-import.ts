import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { refuseFile } from './csv-file.ts';
import { importJob } from './jobs.ts';
import { type ConflictChoice, type ImportPlan, importPlan, targetName } from './schemas.ts';

/** What an import may do next: be planned and started after its upload, and for real after a trial run or a stop. */
const restartable = (row: { state: string; dryRun: boolean }) =>
  row.state === 'uploaded' || (row.dryRun && ['finished', 'failed', 'cancelled'].includes(row.state));

/** Keeps what a person decided about the columns and where the contacts come from; it need not suffice yet to start. */
export async function planImport(ctx: TenantCtx, input: { id: string; plan: ImportPlan }): Promise<void> {
  const plan = importPlan.parse(input.plan);
  if (plan.mapping.length !== plan.columns.length)
    throw new InvalidInput({ field: 'mapping', reason: 'mapping-length' });
  await inTransaction(ctx, async (tx) => {
    if (plan.groupId && !(await tx.db.group.findFirst({ where: { id: plan.groupId }, select: { id: true } }))) {
      throw new NotFound({ what: 'group' });
    }
    if (plan.topicId && !(await tx.db.topic.findFirst({ where: { id: plan.topicId }, select: { id: true } }))) {
      throw new NotFound({ what: 'topic' });
    }
    const row = await tx.db.import.findFirst({ where: { id: input.id }, select: { state: true, dryRun: true } });
    if (!row) throw new NotFound({ what: 'import' });
    if (!restartable(row)) throw new InvalidState({ what: 'import', state: row.state });
    await tx.db.import.updateMany({ where: { id: input.id }, data: { plan } });
  });
}

/** One column is the address, and no two go to the same place, where the second would silently win. */
function refuseUnreadyPlan({ mapping }: ImportPlan): void {
  if (mapping.filter((target) => target.kind === 'address').length !== 1) throw refuseFile('no-address-column');
  const taken = mapping.filter((target) => target.kind !== 'ignore').map(targetName);
  if (new Set(taken).size < taken.length) throw refuseFile('target-twice');
}

async function markQueued(ctx: TenantCtx, input: { id: string; dryRun: boolean }): Promise<void> {
  const row = await ctx.db.import.findFirst({ where: { id: input.id } });
  if (!row) throw new NotFound({ what: 'import' });
  if (!restartable(row)) throw new InvalidState({ what: 'import', state: row.state });
  const plan = importPlan.parse(row.plan);
  refuseUnreadyPlan(plan);
  if (!input.dryRun && row.kind === 'contacts' && plan.evidence === '') throw refuseFile('no-evidence');
  const { count } = await ctx.db.import.updateMany({
    where: { id: input.id, state: row.state },
    data: {
      state: 'queued',
      stateAt: ctx.now(),
      dryRun: input.dryRun,
      startedAt: null,
      finishedAt: null,
      cancelRequestedAt: null,
      failure: null,
    },
  });
  if (count === 0) throw new InvalidState({ what: 'import', state: 'queued' });
  await audit(ctx, {
    action: input.dryRun ? 'contacts.try-import' : 'contacts.start-import',
    subject: { kind: 'import', id: input.id, name: row.fileName },
  });
}

/** Hands the import to a worker; a trial run counts and writes nothing. */
export async function startImport(ctx: TenantCtx, input: { id: string; dryRun: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await markQueued(tx, input);
    await enqueue(tx, importJob, { v: 1, workspaceId: ctx.workspace.id, importId: input.id });
  });
}

/** For who runs the import in this process (command line, demo): the suggested plan with these words, ready for `runImport`. */
export async function startImportHere(
  ctx: TenantCtx,
  input: { id: string; evidence: string; groupId?: string | null; dryRun?: boolean; conflict?: ConflictChoice },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.import.findFirst({ where: { id: input.id }, select: { plan: true } });
    if (!row) throw new NotFound({ what: 'import' });
    const kept = importPlan.parse(row.plan);
    const { evidence, groupId = null, conflict = kept.conflict } = input;
    const plan = { ...kept, evidence, groupId, conflict };
    await tx.db.import.updateMany({ where: { id: input.id }, data: { plan } });
    await markQueued(tx, { id: input.id, dryRun: input.dryRun ?? false });
  });
}

/** Asks a waiting or running import to stop; rows that are written by then stay, and are counted. */
export async function cancelImport(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.import.findFirst({ where: { id: input.id }, select: { state: true, fileName: true } });
    if (!row) throw new NotFound({ what: 'import' });
    if (row.state !== 'running' && row.state !== 'queued' && row.state !== 'uploaded') {
      throw new InvalidState({ what: 'import', state: row.state });
    }
    const at = ctx.now();
    const waiting = await tx.db.import.updateMany({
      where: { id: input.id, state: { in: ['uploaded', 'queued'] } },
      data: { state: 'cancelled', stateAt: at, finishedAt: at, cancelRequestedAt: at },
    });
    if (waiting.count === 0)
      await tx.db.import.updateMany({ where: { id: input.id }, data: { cancelRequestedAt: at } });
    await audit(tx, {
      action: 'contacts.cancel-import',
      subject: { kind: 'import', id: input.id, name: row.fileName },
    });
  });
}

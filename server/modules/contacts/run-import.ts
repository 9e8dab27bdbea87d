import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, DomainError, NotFound, QuotaExceeded } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { limitOf } from '../workspaces/index.ts';
import { attributesForPlan } from './attributes-for-plan.ts';
import { asUtf8, isBlank, recordBatches, refuseFile } from './csv-file.ts';
import { ImportProgress } from './import-progress.ts';
import { rowIds } from './import-row-id.ts';
import { rowChecker } from './import-rows.ts';
import {
  type BatchCounts,
  copyLine,
  type Duplicate,
  dropStaging,
  findKnown,
  foresee,
  type ImportSession,
  openStaging,
  stagingSink,
  withImportSession,
  writeRows,
} from './import-staging.sql.ts';
import { RejectedRows } from './rejected-rows.ts';
import { type ColumnTarget, type ImportCounts, type ImportPlan, importPlan } from './schemas.ts';
import { findBlocked, foreseeBlocks, writeBlocks } from './suppression.sql.ts';

class Cancelled extends Error {}

/**
 * Runs an import that was started: reads the file in constant memory into a staging table, rejects what does not fit, then
 * writes it in set-based batches. Safe to run again after any death of the process: it starts over and counts what was written
 * before as its own. Answers the counts; a trial run writes nothing but them.
 * Throws Conflict while another process runs it; InvalidInput (`fileReasons`) or QuotaExceeded after marking it failed.
 */
export async function runImport(ctx: TenantCtx, importId: string, signal?: AbortSignal): Promise<ImportCounts> {
  const counts = await withImportSession(ctx, importId, async (session) => {
    const found = await ctx.db.import.findFirst({ where: { id: importId } });
    if (!found) throw new NotFound({ what: 'import' });
    if (found.state !== 'queued' && found.state !== 'running') return countsOf(found);
    const progress = new ImportProgress(ctx, importId);
    const rejected = new RejectedRows(`${ctx.workspace.id}/imports/${importId}-rejected.csv`);
    try {
      const plan = importPlan.parse(found.plan);
      const restarted = found.startedAt !== null;
      const startedAt = found.startedAt ?? ctx.now();
      await progress.begin(startedAt);
      const { blobKey, dryRun } = found;
      const kind = found.kind === 'suppression' ? 'suppression' : 'contacts';
      const input = { blobKey, plan, dryRun, restarted, rejected, progress, signal };
      const { mapping, ...staged } = await stage(ctx, session, input);
      const eachDuplicates = (rows: Duplicate[]) => rejected.addDuplicates(rows, mapping);
      const known = { restarted, startedAt, conflict: plan.conflict };
      await kinds[kind].find(session, known, eachDuplicates);
      await progress.phase('writing', { rowsTotal: staged.rows, rowsDone: rejected.count });
      const foreseen = await kinds[kind].foresee(ctx, session);
      if (dryRun) await progress.add(foreseen);
      else await kinds[kind].write(ctx, session, { plan, startedAt, ...staged, progress });
      return await progress.finish('finished', rejected);
    } catch (error) {
      if (error instanceof Cancelled) return await progress.finish('cancelled', rejected);
      if (!(error instanceof DomainError)) throw error;
      const { reason = error.kind, line } = error.data;
      await rejected.discard();
      await progress.fail(line === undefined ? String(reason) : `${reason}:${line}`);
      throw error;
    } finally {
      await dropStaging(session).catch(() => undefined);
    }
  });
  if (!counts) throw new Conflict({ what: 'import', reason: 'running-elsewhere' });
  return counts;
}

type StageInput = {
  blobKey: string;
  plan: ImportPlan;
  dryRun: boolean;
  restarted: boolean;
  rejected: RejectedRows;
  progress: ImportProgress;
  signal: AbortSignal | undefined;
};

/** File → checked rows in the staging table, each address once. Answers how many rows the file has, and its last record. */
async function stage(
  ctx: TenantCtx,
  session: ImportSession,
  input: StageInput,
): Promise<{ rows: number; lastRow: number; mapping: ColumnTarget[] }> {
  const { plan, rejected, progress } = input;
  if (!plan.mapping.some((target) => target.kind === 'address')) throw refuseFile('no-address-column');
  const { attributes, mapping } = await attributesForPlan(ctx, plan, { create: !input.dryRun });
  const check = rowChecker(mapping, attributes);
  const idOf = rowIds(session.importId);
  await openStaging(session);
  rejected.open(plan.columns);
  let last = 0;
  let headed = !plan.header;
  let rows = 0;
  const checker = async function* (source: Readable) {
    for await (const batch of recordBatches(source, plan)) {
      let text = '';
      let index = 0;
      for (const cells of batch.records) {
        last = batch.lineOf(index++);
        if (isBlank(cells)) continue;
        if (!headed) {
          headed = true;
          continue;
        }
        rows++;
        const result = check(cells);
        if ('row' in result) text += copyLine(last, idOf(last), result.row);
        else await rejected.add(last, result.reason, cells);
      }
      if (text !== '') yield Buffer.from(text);
      if (progress.due() && !(await progress.tick())) throw new Cancelled();
    }
  };
  const source = await blobs()
    .read(input.blobKey)
    .catch(() => Promise.reject(refuseFile('file-gone')));
  const meter = new PassThrough();
  meter.on('data', (chunk: Buffer) => progress.sawBytes(chunk.length));
  const utf8 = asUtf8(source.pipe(meter), plan.charset);
  source.on('error', (error) => utf8.destroy(error));
  const options = input.signal ? { signal: input.signal } : {};
  await pipeline(utf8, checker, stagingSink(session), options);
  if (last === 0 || (rows === 0 && !plan.header)) throw refuseFile('empty-file');
  if (rows === 0) throw refuseFile('only-header');
  await progress.phase('checking', { rowsTotal: rows, rowsDone: 0 });
  return { rows, lastRow: last, mapping };
}

/** Throws QuotaExceeded, before anything is written, where the plan's contacts would not suffice. */
async function refuseOverLimit(
  ctx: TenantCtx,
  { added, contacts }: { added: number; contacts: number },
): Promise<void> {
  const limit = await limitOf(ctx, 'newsletter', 'contacts');
  if (limit === undefined || added === 0 || contacts + added <= limit) return;
  throw new QuotaExceeded({ what: 'contacts', limit, contacts, added });
}

type WriteInput = { plan: ImportPlan; startedAt: Date; rows: number; lastRow: number; progress: ImportProgress };

/** What each kind of import looks up, foresees and writes. */
const kinds = {
  contacts: {
    find: findKnown,
    foresee: async (ctx: TenantCtx, session: ImportSession): Promise<BatchCounts> => {
      const foreseen = await foresee(session);
      await refuseOverLimit(ctx, foreseen);
      return foreseen;
    },
    write: writeContacts,
  },
  suppression: {
    find: findBlocked,
    foresee: (_: TenantCtx, session: ImportSession): Promise<BatchCounts> => foreseeBlocks(session),
    write: async (ctx: TenantCtx, session: ImportSession, { startedAt, rows, lastRow }: WriteInput): Promise<void> => {
      if (!(await writeBlocks(session, lastRow, { startedAt, actorName: ctx.actor.name }))) throw new Cancelled();
      await audit(ctx, {
        action: 'contacts.import-suppression',
        subject: { kind: 'import', id: session.importId },
        after: { rows },
      });
    },
  },
};

async function writeContacts(
  ctx: TenantCtx,
  session: ImportSession,
  { plan, rows, lastRow, progress }: WriteInput,
): Promise<void> {
  const target = await progress.target(plan);
  if (!(await writeRows(session, lastRow, target))) throw new Cancelled();
  await audit(ctx, {
    action: 'contacts.import',
    subject: { kind: 'import', id: session.importId },
    after: {
      rows,
      conflict: plan.conflict,
      groupId: plan.groupId,
      topicId: target.topicId,
      evidenceId: target.evidenceId,
    },
  });
}

type CountsRow = {
  rowsTotal: number | null;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  reasons: unknown;
};

export function countsOf(row: CountsRow): ImportCounts {
  const { created, updated, unchanged, rejected } = row;
  return {
    rows: row.rowsTotal ?? 0,
    created,
    updated,
    unchanged,
    rejected,
    reasons: row.reasons as Record<string, number>,
  };
}

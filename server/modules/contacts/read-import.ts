import { Readable } from 'node:stream';
import { parseLanguage } from '#i18n/languages.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { type Page, toPage } from '#shared/paging.ts';
import { providerSettings } from '../workspaces/index.ts';
import { decodeSample, readSample, refuseFile, SAMPLE_BYTES } from './csv-file.ts';
import { suggestPlan } from './receive-import.ts';
import { inWords } from './rejected-rows.ts';
import { countsOf } from './run-import.ts';
import { type CsvDialect, type ImportCounts, type ImportKind, type ImportPlan, importPlan } from './schemas.ts';
import { sensitiveColumn } from './sensitive-words.ts';
import { type ImportUndo, undoOf } from './undo-import.ts';

export type ImportView = {
  id: string;
  state: 'uploaded' | 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';
  fileName: string;
  fileBytes: number;
  dryRun: boolean;
  phase: string | null;
  bytesDone: number;
  rowsTotal: number | null;
  rowsDone: number;
  counts: ImportCounts;
  failure: string | null;
  hasRejectedFile: boolean;
  cancelling: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  plan: ImportPlan;
  kind: ImportKind;
  undo: ImportUndo;
};

type Row = NonNullable<Awaited<ReturnType<TenantCtx['db']['import']['findFirst']>>>;

const kindOf = (row: { kind: string }): ImportKind => (row.kind === 'suppression' ? 'suppression' : 'contacts');

const viewOf = (ctx: TenantCtx, row: Row, days: number): ImportView => ({
  id: row.id,
  state: row.state,
  fileName: row.fileName,
  fileBytes: Number(row.fileBytes),
  dryRun: row.dryRun,
  phase: row.phase,
  bytesDone: Number(row.bytesDone),
  rowsTotal: row.rowsTotal,
  rowsDone: row.rowsDone,
  counts: countsOf(row),
  failure: row.failure,
  hasRejectedFile: row.rejectedBlobKey !== null,
  cancelling: row.cancelRequestedAt !== null && row.state === 'running',
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  plan: importPlan.parse(row.plan),
  kind: kindOf(row),
  undo: undoOf(row, ctx.now(), days),
});

const keptDays = async (ctx: TenantCtx) => (await providerSettings(ctx))['retention.import-files-days'];

async function importRow(ctx: TenantCtx, id: string): Promise<Row> {
  const row = await ctx.db.import.findFirst({ where: { id } });
  if (!row) throw new NotFound({ what: 'import' });
  return row;
}

export async function getImport(ctx: TenantCtx, input: { id: string }): Promise<ImportView> {
  return viewOf(ctx, await importRow(ctx, input.id), await keptDays(ctx));
}

/** Newest first. */
export async function listImports(
  ctx: TenantCtx,
  input: { limit: number; cursor?: string | null | undefined },
): Promise<Page<ImportView>> {
  const rows = await ctx.db.import.findMany({
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  const days = await keptDays(ctx);
  return { ...page, rows: page.rows.map((row) => viewOf(ctx, row, days)) };
}

/**
 * The first rows of the file as a dialect reads them, with the plan that they suggest, what looks sensitive, and where reading them breaks.
 * What was chosen of where the contacts go stays.
 */
export async function previewImport(ctx: TenantCtx, input: { id: string; dialect?: CsvDialect | undefined }) {
  const row = await importRow(ctx, input.id);
  const kept = importPlan.parse(row.plan);
  const bytes = await readHead(row.blobKey);
  const whole = row.fileBytes <= SAMPLE_BYTES;
  const dialect: CsvDialect = input.dialect ?? kept;
  const sample = readSample(decodeSample(bytes, dialect.charset), dialect, 101, whole);
  const attributes = await ctx.db.attribute.findMany({ select: { key: true, label: true } });
  const plan = dialectFields.every((field) => dialect[field] === kept[field])
    ? kept
    : replan(
        kept,
        suggestPlan({ sample: bytes, whole, charset: dialect.charset, attributes, kind: kindOf(row), dialect }),
      );
  const rows = dialect.header ? sample.rows.slice(1) : sample.rows;
  return {
    plan,
    rows: rows.slice(0, 10).map((cells) => cells.map((cell) => cell.slice(0, 200))),
    problem: sample.problem,
    sensitive: plan.columns.map((column, index) => {
      const free = ['ignore', 'attribute', 'new-attribute'].includes(plan.mapping[index]?.kind ?? 'ignore');
      const cells = free ? rows.map((row) => row[index] ?? '') : [];
      return kindOf(row) === 'contacts' ? sensitiveColumn(dialect.header ? column : '', cells) : null;
    }),
  };
}

const dialectFields = ['charset', 'delimiter', 'quote', 'escape', 'header'] as const;
const replan = (kept: ImportPlan, { columns, mapping, ...read }: ImportPlan): ImportPlan => ({
  ...kept,
  ...Object.fromEntries(dialectFields.map((field) => [field, read[field]])),
  columns,
  mapping,
});

async function readHead(blobKey: string): Promise<Buffer> {
  const source = await blobs()
    .read(blobKey)
    .catch(() => Promise.reject(refuseFile('file-gone')));
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    kept.push(chunk);
    bytes += chunk.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(kept).subarray(0, SAMPLE_BYTES);
}

/** The rejected rows as a CSV file with the reasons in words of the reader's language; NotFound when none was rejected or the file's time is over. */
export async function rejectedFile(
  ctx: TenantCtx,
  input: { id: string; language?: string },
): Promise<{ name: string; contents: Readable }> {
  const row = await importRow(ctx, input.id);
  const locale = parseLanguage(input.language ?? ctx.workspace.language);
  if (!row.rejectedBlobKey || !(await blobs().exists(row.rejectedBlobKey))) throw new NotFound({ what: 'file' });
  const stem = row.fileName.replace(/\.[a-z0-9]{1,5}$/i, '') || 'import';
  return {
    name: `${stem}-${locale === 'en' ? 'rejected' : 'scartate'}.csv`,
    // As bytes: a Response takes no text from a stream.
    contents: Readable.from(inWords(await blobs().read(row.rejectedBlobKey), locale), { objectMode: false }),
  };
}

/** Deletes the files of imports and exports that are older than the provider keeps them; their rows stay. Answers how many. */
export async function sweepContactFiles(ctx: TenantCtx, days: number): Promise<number> {
  const before = new Date(ctx.now().getTime() - days * 86_400_000);
  let deleted = 0;
  // A night that was missed is made up for within a month.
  const old = { createdAt: { lt: before, gt: new Date(before.getTime() - 30 * 86_400_000) } };
  for (const row of await ctx.db.import.findMany({ where: { ...old, rejectedBlobKey: { not: null } } })) {
    if (row.rejectedBlobKey)
      await blobs()
        .delete(row.rejectedBlobKey)
        .catch(() => undefined);
    await ctx.db.import.updateMany({ where: { id: row.id }, data: { rejectedBlobKey: null } });
    deleted++;
  }
  for (const row of await ctx.db.import.findMany({ where: old, select: { blobKey: true } })) {
    if (!(await blobs().exists(row.blobKey))) continue;
    await blobs()
      .delete(row.blobKey)
      .catch(() => undefined);
    deleted++;
  }
  // With its files goes what an undo would have needed.
  const over = await ctx.db.import.findMany({
    where: { createdAt: { lt: before }, evidenceId: { not: null } },
    select: { id: true },
  });
  await ctx.db.contactBefore.deleteMany({ where: { actionId: { in: over.map(({ id }) => id) } } });
  for (const row of await ctx.db.contactExport.findMany({ where: { ...old, blobKey: { not: null } } })) {
    if (row.blobKey)
      await blobs()
        .delete(row.blobKey)
        .catch(() => undefined);
    await ctx.db.contactExport.updateMany({ where: { id: row.id }, data: { blobKey: null } });
    deleted++;
  }
  return deleted;
}

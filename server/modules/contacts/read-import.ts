import type { Readable } from 'node:stream';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { type Page, toPage } from '#shared/paging.ts';
import { decodeSample, detectCharset, refuseFile, SAMPLE_BYTES, sampleRows } from './csv-file.ts';
import { suggestPlan } from './receive-import.ts';
import { countsOf } from './run-import.ts';
import { type CsvDialect, type ImportCounts, type ImportPlan, importPlan } from './schemas.ts';
import { sensitiveKind } from './sensitive-words.ts';

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
};

type Row = NonNullable<Awaited<ReturnType<TenantCtx['db']['import']['findFirst']>>>;

const viewOf = (row: Row): ImportView => ({
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
});

async function importRow(ctx: TenantCtx, id: string): Promise<Row> {
  const row = await ctx.db.import.findFirst({ where: { id } });
  if (!row) throw new NotFound({ what: 'import' });
  return row;
}

export async function getImport(ctx: TenantCtx, input: { id: string }): Promise<ImportView> {
  return viewOf(await importRow(ctx, input.id));
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
  return { ...page, rows: page.rows.map(viewOf) };
}

/** The first rows of the file as a dialect reads them, with the plan that they suggest and what looks sensitive. */
export async function previewImport(ctx: TenantCtx, input: { id: string; dialect?: CsvDialect | undefined }) {
  const row = await importRow(ctx, input.id);
  const kept = importPlan.parse(row.plan);
  const sample = await readSample(row.blobKey);
  const dialect: CsvDialect = input.dialect ?? kept;
  const rows = sampleRows(decodeSample(sample, dialect.charset), dialect, 11);
  const attributes = await ctx.db.attribute.findMany({ select: { key: true, label: true } });
  const same =
    dialect.charset === kept.charset && dialect.delimiter === kept.delimiter && dialect.header === kept.header;
  const plan = same ? kept : suggestPlan(sample, detectCharset(sample, true), attributes, dialect);
  return {
    plan,
    rows: (dialect.header ? rows.slice(1) : rows.slice(0, 10)).map((cells) => cells.map((cell) => cell.slice(0, 200))),
    sensitive: plan.columns.map((column) => sensitiveKind(column)),
  };
}

async function readSample(blobKey: string): Promise<Buffer> {
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

/** The rejected rows as a CSV file; NotFound when none was rejected or the file's time is over. */
export async function rejectedFile(
  ctx: TenantCtx,
  input: { id: string },
): Promise<{ name: string; contents: Readable }> {
  const row = await importRow(ctx, input.id);
  if (!row.rejectedBlobKey || !(await blobs().exists(row.rejectedBlobKey))) throw new NotFound({ what: 'file' });
  const stem = row.fileName.replace(/\.[a-z0-9]{1,5}$/i, '') || 'import';
  return {
    name: `${stem}-${ctx.workspace.language === 'en' ? 'rejected' : 'scartate'}.csv`,
    contents: await blobs().read(row.rejectedBlobKey),
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

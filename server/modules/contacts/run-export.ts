import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, DomainError, NotFound } from '#server/lib/errors.ts';
import { contactsFile } from './contacts-file.ts';
import { countTarget, withExportLock } from './export-contacts.sql.ts';
import { formatOf, targetOf } from './export-contacts.ts';
import { bulkTarget, type ExportFailure, exportOptions } from './schemas.ts';

/** So often a run that broke is begun again. */
const TRIES = 4;
/** A job that nobody took is dropped by its queue after two weeks: nobody works at an export that is older. */
const LOST_MS = 15 * 86_400_000;
const open = { in: ['queued', 'running'] } satisfies { in: ('queued' | 'running')[] };

/**
 * Runs an export that was started; again from the beginning after any death of the process. `tries` is how often it was begun
 * before. What breaks is thrown, to be tried again; the last time it ends as `failed` with its reason, as does an export whose
 * processes died each time. Throws Conflict while another process runs it.
 */
export async function runExport(ctx: TenantCtx, exportId: string, tries = 0): Promise<void> {
  const held = await withExportLock(exportId, async () => {
    const row = await ctx.db.contactExport.findFirst({ where: { id: exportId } });
    if (!row) throw new NotFound({ what: 'export' });
    if (row.state !== 'queued' && row.state !== 'running') return;
    if (tries >= TRIES) return await fail(ctx, row, 'interrupted');
    try {
      await write(ctx, row);
    } catch (error) {
      if (!(error instanceof DomainError) && tries + 1 < TRIES) throw error;
      ctx.log.error({ exportId, err: error }, 'export failed');
      await fail(ctx, row, isDiskError(error) ? 'storage' : 'unexpected');
    }
  });
  if (!held) throw new Conflict({ what: 'export', reason: 'running-elsewhere' });
}

type Row = { id: string; format: string };
const fileOf = (ctx: TenantCtx, { id, format }: Row) => `${ctx.workspace.id}/exports/${id}.${formatOf(format)}`;

async function write(ctx: TenantCtx, row: Row & { selection: unknown; options: unknown }): Promise<void> {
  const where = { id: row.id, state: open };
  const target = bulkTarget.parse(targetOf(row.selection));
  const options = exportOptions.parse(row.options);
  const started = { state: 'running', stateAt: ctx.now(), rows: 0, rowsTotal: null } as const;
  await ctx.db.contactExport.updateMany({ where, data: started });
  const rowsTotal = await countTarget(ctx, target);
  await ctx.db.contactExport.updateMany({ where, data: { rowsTotal } });
  let rows = 0;
  const isWanted = async () => (await ctx.db.contactExport.count({ where: { ...where, cancelRequestedAt: null } })) > 0;
  const onRows = async (written: number) => {
    rows = written;
    await ctx.db.contactExport.updateMany({ where, data: { rows } });
    return isWanted();
  };
  const blobKey = fileOf(ctx, row);
  await blobs().put(blobKey, await contactsFile(ctx, { target, format: formatOf(row.format), options }, onRows));
  const wanted = await isWanted();
  if (!wanted) await blobs().delete(blobKey);
  const ended = wanted ? ({ state: 'finished', blobKey } as const) : ({ state: 'cancelled' } as const);
  await ctx.db.contactExport.updateMany({ where, data: { ...ended, stateAt: ctx.now(), rows } });
}

async function fail(ctx: TenantCtx, row: Row, failure: ExportFailure): Promise<void> {
  await blobs()
    .delete(fileOf(ctx, row))
    .catch(() => undefined);
  const data = { state: 'failed', stateAt: ctx.now(), failure, blobKey: null } as const;
  await ctx.db.contactExport.updateMany({ where: { id: row.id, state: open }, data });
}

const diskErrors = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR', 'EMFILE', 'ENFILE'];

/** Whether a file could not be written, whatever wraps the reason. */
function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return diskErrors.includes((error as NodeJS.ErrnoException).code ?? '') || isDiskError(error.cause);
}

/** Ends the exports whose jobs are long gone; answers how many. */
export async function failLostExports(ctx: TenantCtx): Promise<number> {
  const before = new Date(ctx.now().getTime() - LOST_MS);
  const lost = await ctx.db.contactExport.findMany({
    where: { state: open, stateAt: { lt: before } },
    select: { id: true, format: true },
  });
  for (const row of lost) await fail(ctx, row, 'interrupted');
  return lost.length;
}

import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { toPage } from '#shared/paging.ts';
import { audit } from '../audit/index.ts';
import { exportPages } from './export-contacts.sql.ts';
import { exportJob } from './jobs.ts';
import { countSelection } from './list-contacts.sql.ts';
import { type ContactSelection, contactSelection } from './schemas.ts';
import { csvLine } from './spreadsheet-cell.ts';

const HEADERS = {
  it: ['email', 'nome', 'cognome', 'lingua', 'stato', 'gruppi', 'aggiunto'],
  en: ['email', 'first name', 'last name', 'language', 'status', 'groups', 'added'],
};

/**
 * Writes a selection as CSV (UTF-8, comma, CRLF) to a stream, formulas escaped, in constant memory; ends the stream. Our own
 * import reads it back. `onRows` hears how many are written after each page and answers whether to go on. Answers the rows.
 */
export async function exportContacts(
  ctx: TenantCtx,
  selection: ContactSelection,
  target: Writable,
  onRows: (rows: number) => Promise<boolean> = async () => true,
): Promise<{ rows: number }> {
  const attributes = await ctx.db.attribute.findMany({
    select: { key: true, label: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const headers = ctx.workspace.language === 'en' ? HEADERS.en : HEADERS.it;
  let failure: Error | undefined;
  target.once('error', (error) => {
    failure = error;
  });
  const write = async (text: string) => {
    if (failure) throw failure;
    if (!target.write(text)) await once(target, 'drain');
  };
  await write(csvLine([...headers, ...attributes.map((attribute) => attribute.label)]));
  let rows = 0;
  for await (const page of exportPages(ctx, selection)) {
    const lines = page.map((row) =>
      csvLine([
        row.address,
        row.firstName,
        row.lastName,
        row.language,
        row.status,
        row.groups.join(' | '),
        row.createdAt.toISOString().slice(0, 10),
        ...attributes.map((attribute) => row.attributes[attribute.key] ?? ''),
      ]),
    );
    await write(lines.join(''));
    rows += page.length;
    if (!(await onRows(rows))) break;
  }
  target.end();
  return { rows };
}

/** Hands an export to a worker; its file can be fetched when it is finished. */
export async function startExport(ctx: TenantCtx, given: ContactSelection): Promise<{ id: string }> {
  const selection = contactSelection.parse(given);
  return inTransaction(ctx, async (tx) => {
    const id = uuid7(ctx.now().getTime());
    await tx.db.contactExport.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        stateAt: ctx.now(),
        createdAt: ctx.now(),
        createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        selection: JSON.parse(JSON.stringify(selection)),
      },
    });
    await enqueue(tx, exportJob, { v: 1, workspaceId: ctx.workspace.id, exportId: id });
    await audit(tx, { action: 'contacts.export', subject: { kind: 'export', id }, after: { selection } });
    return { id };
  });
}

/** Runs an export that was started; again from the beginning after any death of the process. */
export async function runExport(ctx: TenantCtx, exportId: string): Promise<void> {
  const where = { id: exportId };
  const found = await ctx.db.contactExport.findFirst({ where });
  if (!found) throw new NotFound({ what: 'export' });
  if (found.state !== 'queued' && found.state !== 'running') return;
  const selection = contactSelection.parse(found.selection);
  const rowsTotal = await countSelection(ctx, selection);
  const update = (data: Parameters<TenantCtx['db']['contactExport']['updateMany']>[0]['data']) =>
    ctx.db.contactExport.updateMany({ where, data });
  await update({ state: 'running', stateAt: ctx.now(), rowsTotal, rows: 0 });
  const blobKey = `${ctx.workspace.id}/exports/${exportId}.csv`;
  const stream = new PassThrough();
  const stored = blobs().put(blobKey, stream);
  stored.catch((error) => stream.destroy(error));
  // Spreadsheets take the file for Windows-1252 without a byte order mark.
  stream.write('\ufeff');
  let cancelled = false;
  const { rows } = await exportContacts(ctx, selection, stream, async (done) => {
    await update({ rows: done });
    cancelled = (await ctx.db.contactExport.count({ where: { ...where, cancelRequestedAt: { not: null } } })) > 0;
    return !cancelled;
  });
  await stored;
  if (cancelled) await blobs().delete(blobKey);
  await update({
    state: cancelled ? 'cancelled' : 'finished',
    stateAt: ctx.now(),
    rows,
    blobKey: cancelled ? null : blobKey,
  });
}

export async function cancelExport(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.contactExport.updateMany({
      where: { id: input.id, state: { in: ['queued', 'running'] } },
      data: { cancelRequestedAt: ctx.now() },
    });
    if (count === 0) {
      const row = await tx.db.contactExport.findFirst({ where: { id: input.id }, select: { state: true } });
      if (!row) throw new NotFound({ what: 'export' });
      throw new InvalidState({ what: 'export', state: row.state });
    }
    await audit(tx, { action: 'contacts.cancel-export', subject: { kind: 'export', id: input.id } });
  });
}

/** Newest first. */
export async function listExports(ctx: TenantCtx, input: { limit: number; cursor?: string | null | undefined }) {
  const rows = await ctx.db.contactExport.findMany({
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: { id: true, state: true, rows: true, rowsTotal: true, createdAt: true, stateAt: true, blobKey: true },
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  return { ...page, rows: page.rows.map(({ blobKey, ...row }) => ({ ...row, hasFile: blobKey !== null })) };
}

export async function exportFile(ctx: TenantCtx, input: { id: string }): Promise<{ name: string; contents: Readable }> {
  const row = await ctx.db.contactExport.findFirst({ where: { id: input.id } });
  if (!row) throw new NotFound({ what: 'export' });
  if (!row.blobKey || !(await blobs().exists(row.blobKey))) throw new NotFound({ what: 'file' });
  const day = row.createdAt.toISOString().slice(0, 10);
  await audit(ctx, { action: 'contacts.download-export', subject: { kind: 'export', id: input.id } });
  return {
    name: `${ctx.workspace.language === 'en' ? 'contacts' : 'contatti'}-${day}.csv`,
    contents: await blobs().read(row.blobKey),
  };
}

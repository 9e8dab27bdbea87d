import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
import { type ContactSelection, contactSelection } from './schemas.ts';
import { csvLine } from './spreadsheet-cell.ts';

const HEADERS = {
  it: ['email', 'nome', 'cognome', 'lingua', 'stato', 'gruppi', 'aggiunto'],
  en: ['email', 'first name', 'last name', 'language', 'status', 'groups', 'added'],
};

/**
 * A selection as CSV (UTF-8, comma, CRLF), formulas escaped, a page at a time: constant memory. Our own import reads it back.
 * `onRows` hears how many rows were handed out after each page and answers whether to go on.
 */
export async function* csvOf(
  ctx: TenantCtx,
  selection: ContactSelection,
  onRows: (rows: number) => Promise<boolean>,
): AsyncGenerator<string> {
  const attributes = await ctx.db.attribute.findMany({
    select: { key: true, label: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const headers = ctx.workspace.language === 'en' ? HEADERS.en : HEADERS.it;
  yield csvLine([...headers, ...attributes.map((attribute) => attribute.label)]);
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
    yield lines.join('');
    rows += page.length;
    if (!(await onRows(rows))) return;
  }
}

/** Writes a selection as `csvOf` gives it to a stream, and ends the stream. Answers the rows. */
export async function exportContacts(
  ctx: TenantCtx,
  selection: ContactSelection,
  target: Writable,
): Promise<{ rows: number }> {
  let rows = 0;
  const count = async (written: number) => {
    rows = written;
    return true;
  };
  await pipeline(Readable.from(csvOf(ctx, selection, count)), target);
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

export async function cancelExport(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const at = ctx.now();
    const waiting = await tx.db.contactExport.updateMany({
      where: { id: input.id, state: 'queued' },
      data: { state: 'cancelled', stateAt: at, cancelRequestedAt: at },
    });
    const running = await tx.db.contactExport.updateMany({
      where: { id: input.id, state: 'running' },
      data: { cancelRequestedAt: at },
    });
    if (waiting.count + running.count === 0) {
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
    select: {
      id: true,
      state: true,
      rows: true,
      rowsTotal: true,
      createdAt: true,
      stateAt: true,
      blobKey: true,
      failure: true,
      selection: true,
    },
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  return {
    ...page,
    rows: page.rows.map(({ blobKey, selection, ...row }) => ({
      ...row,
      hasFile: blobKey !== null,
      selection: contactSelection.safeParse(selection).data ?? null,
    })),
  };
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

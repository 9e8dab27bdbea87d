import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { toPage } from '#shared/paging.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { contactsFile, exportTypes } from './contacts-file.ts';
import { exportJob } from './jobs.ts';
import {
  bulkTarget,
  type ContactSelection,
  type ExportFormat,
  type ExportOptions,
  exportOptions,
  startExportInput,
} from './schemas.ts';

/** Writes contacts to a stream, and ends the stream. Answers the rows. */
export async function exportContacts(
  ctx: TenantCtx,
  selection: ContactSelection,
  target: Writable,
  given: { format?: ExportFormat; options?: Partial<ExportOptions> } = {},
): Promise<{ rows: number }> {
  let rows = 0;
  const count = async (written: number) => {
    rows = written;
    return true;
  };
  const options = exportOptions.parse({ mark: false, ...given.options });
  const file = await contactsFile(ctx, { target: { selection }, format: given.format ?? 'csv', options }, count);
  await pipeline(file, target);
  return { rows };
}

/** Hands an export to a worker; its file can be fetched when it is finished. */
export async function startExport(
  ctx: TenantCtx,
  given: z.input<typeof startExportInput> = {},
): Promise<{ id: string }> {
  const { target, format, options } = startExportInput.parse(given);
  return inTransaction(ctx, async (tx) => {
    const id = uuid7(ctx.now().getTime());
    await tx.db.contactExport.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        stateAt: ctx.now(),
        createdAt: ctx.now(),
        createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
        selection: JSON.parse(JSON.stringify(target)),
        format,
        options,
      },
    });
    await enqueue(tx, exportJob, { v: 1, workspaceId: ctx.workspace.id, exportId: id });
    await audit(tx, {
      action: 'contacts.export',
      subject: { kind: 'export', id },
      after: { ...JSON.parse(JSON.stringify(target)), format, columns: options.columns },
    });
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
      format: true,
      options: true,
    },
  });
  const days = (await providerSettings(ctx))['retention.import-files-days'];
  const page = toPage(rows, input.limit, (row) => row.id);
  return {
    ...page,
    rows: page.rows.map(({ blobKey, selection, format, options, ...row }) => ({
      ...row,
      format: formatOf(format),
      hasFile: blobKey !== null,
      /** When its file is deleted. */
      until: new Date(row.createdAt.getTime() + days * 86_400_000),
      again: startExportInput.safeParse({ target: targetOf(selection), format, options }).data ?? null,
    })),
  };
}

/** What was exported; before pages could pick contacts, the selection stood there alone. */
export function targetOf(stored: unknown): unknown {
  return bulkTarget.safeParse(stored).success ? stored : { selection: stored };
}

export const formatOf = (format: string): ExportFormat => (format === 'xlsx' ? 'xlsx' : 'csv');

export async function exportFile(
  ctx: TenantCtx,
  input: { id: string },
): Promise<{ name: string; contentType: string; contents: Readable }> {
  const row = await ctx.db.contactExport.findFirst({ where: { id: input.id } });
  if (!row) throw new NotFound({ what: 'export' });
  if (!row.blobKey || !(await blobs().exists(row.blobKey))) throw new NotFound({ what: 'file' });
  const day = row.createdAt.toISOString().slice(0, 10);
  await audit(ctx, { action: 'contacts.download-export', subject: { kind: 'export', id: input.id } });
  return {
    name: `${ctx.workspace.language === 'en' ? 'contacts' : 'contatti'}-${day}.${formatOf(row.format)}`,
    contentType: exportTypes[formatOf(row.format)],
    contents: await blobs().read(row.blobKey),
  };
}

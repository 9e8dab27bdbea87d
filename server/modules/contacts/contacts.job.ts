import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { DomainError } from '#server/lib/errors.ts';
import { findWorkspace, providerSettings } from '../workspaces/index.ts';
import { bulkJob, exportJob, importJob, sweepFilesJob, undoImportJob } from './jobs.ts';
import { sweepContactFiles } from './read-import.ts';
import { runBulk } from './run-bulk.ts';
import { failLostExports, runExport } from './run-export.ts';
import { runImport } from './run-import.ts';
import { sweepUndo } from './sweep-undo.ts';
import { runImportUndo } from './undo-import.ts';

/** So often a bulk action that broke is begun again. */
const BULK_TRIES = 4;

/** The contacts' jobs. What a file is refused for is on its import for the customer to read: trying again would change nothing. */
export const contactJobs: JobHandler[] = [
  handleJob(importJob, async (ctx, { workspaceId, importId }, signal) => {
    const tenant = await findWorkspace(ctx, workspaceId);
    try {
      await runImport(tenant, importId, signal);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'conflict') throw error;
      tenant.log.info({ importId, kind: error.kind, ...error.data }, 'import refused');
    }
  }),
  handleJob(undoImportJob, async (ctx, { workspaceId, importId }) => {
    await runImportUndo(await findWorkspace(ctx, workspaceId), importId);
  }),
  handleJob(exportJob, async (ctx, { workspaceId, exportId }, _, tries) => {
    await runExport(await findWorkspace(ctx, workspaceId), exportId, tries);
  }),
  handleJob(bulkJob, async (ctx, { workspaceId, actionId }, _, tries) => {
    await runBulk(await findWorkspace(ctx, workspaceId), actionId, tries + 1 >= BULK_TRIES);
  }),
  handleJob(
    sweepFilesJob,
    async (ctx) => {
      const days = (await providerSettings(ctx))['retention.import-files-days'];
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const page = await ctx.db.workspace.findMany({
          where: { id: { gt: after } },
          select: { id: true },
          orderBy: { id: 'asc' },
          take: 100,
        });
        for (const { id } of page) {
          const tenant = await findWorkspace(ctx, id);
          await sweepContactFiles(tenant, days);
          await failLostExports(tenant);
          await sweepUndo(tenant);
        }
        const last = page.at(-1);
        if (!last) return;
        after = last.id;
      }
    },
    { schedule: '41 2 * * *' },
  ),
];

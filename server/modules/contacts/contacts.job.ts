import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { DomainError } from '#server/lib/errors.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { runExport } from './export-contacts.ts';
import { exportJob, importJob } from './jobs.ts';
import { runImport } from './run-import.ts';

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
  handleJob(exportJob, async (ctx, { workspaceId, exportId }) => {
    await runExport(await findWorkspace(ctx, workspaceId), exportId);
  }),
];

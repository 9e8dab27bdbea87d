import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { startJob } from '../campaigns/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { closeCampaign } from './close-campaigns.ts';
import { ensurePartitions } from './freeze.sql.ts';
import { freezeAudience, startCampaign } from './freeze-audience.ts';
import { closeJob, freezeJob, partitionJob } from './jobs.ts';

/** Months of partitions kept ready ahead. */
const MONTHS = 4;

/** What the worker runs for this module. */
export const deliveriesJobs: JobHandler[] = [
  handleJob(startJob, async (ctx, { workspaceId, campaignId }) => {
    await startCampaign(await findWorkspace(ctx, workspaceId), campaignId);
  }),
  handleJob(freezeJob, async (ctx, { workspaceId, campaignId }) => {
    await freezeAudience(await findWorkspace(ctx, workspaceId), campaignId);
  }),
  handleJob(closeJob, async (ctx, { workspaceId, campaignId }) => {
    await closeCampaign(await findWorkspace(ctx, workspaceId), campaignId);
  }),
  handleJob(partitionJob, (ctx) => ensurePartitions(ctx.now(), MONTHS), { schedule: '17 3 * * *' }),
];

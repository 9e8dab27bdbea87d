import { inTransaction } from '#server/db/client.ts';
import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { moveCampaign, startJob } from '../campaigns/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
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
    const tenant = await findWorkspace(ctx, workspaceId);
    const campaign = await tenant.db.campaign.findFirst({ where: { id: campaignId }, select: { state: true } });
    if (campaign?.state !== 'finished') return;
    await inTransaction(tenant, (tx) => moveCampaign(tx, campaignId, 'closed'));
  }),
  handleJob(partitionJob, (ctx) => ensurePartitions(ctx.now(), MONTHS), { schedule: '17 3 * * *' }),
];

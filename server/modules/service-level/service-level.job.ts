import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { providerSettings } from '../workspaces/index.ts';
import { sweepJob } from './jobs.ts';
import { forgetSamples } from './samples.sql.ts';

const DAY_MS = 86_400_000;

export const serviceLevelJobs: JobHandler[] = [
  handleJob(
    sweepJob,
    async (ctx) => {
      const days = (await providerSettings(ctx))['retention.health-days'];
      await forgetSamples(ctx, new Date(ctx.now().getTime() - days * DAY_MS));
    },
    { schedule: '41 3 * * *' },
  ),
];

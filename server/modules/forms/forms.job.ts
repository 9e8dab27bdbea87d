import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { expireSignUps } from './forms.sql.ts';
import { expireJob } from './jobs.ts';

const BATCH = 1000;

export const formsJobs: JobHandler[] = [
  handleJob(
    expireJob,
    async (ctx, _, signal) => {
      while (!signal.aborted && (await expireSignUps(ctx, BATCH)) === BATCH);
    },
    { schedule: '*/15 * * * *' },
  ),
];

import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { partitionJob, sendForwardJob } from './jobs.ts';
import { keepPartitions } from './partitions.sql.ts';
import { sendForward } from './send-forward.ts';

export const trackingJobs: JobHandler[] = [
  // Every night: month partitions ahead of time, and those past the retention given back.
  handleJob(partitionJob, async (ctx) => keepPartitions(ctx), { schedule: '10 2 * * *' }),
  handleJob(sendForwardJob, (ctx, input, _signal, tries) => sendForward(ctx, input, tries), { concurrency: 2 }),
];

import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '#server/jobs/define.ts';
import { keepPartitions } from './partitions.sql.ts';

export const partitionJob = defineJob('tracking.partition', z.object({}).loose());

/** Every night: month partitions ahead of time, and those past the retention given back. */
export const trackingJobs: JobHandler[] = [
  handleJob(partitionJob, async (ctx) => keepPartitions(ctx), { schedule: '10 2 * * *' }),
];

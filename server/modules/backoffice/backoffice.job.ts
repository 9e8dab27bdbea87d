import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { measureCustomersJob } from './jobs.ts';
import { measureCustomers } from './measure-customers.ts';

export const backofficeJobs: JobHandler[] = [
  handleJob(measureCustomersJob, (ctx, _, signal) => measureCustomers(ctx, signal), { schedule: '*/10 * * * *' }),
];

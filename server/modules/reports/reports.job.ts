import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { keepSumsJob } from './jobs.ts';
import { keepReportSums } from './keep-report-sums.ts';

export const reportJobs: JobHandler[] = [
  // Each minute: who opens a large campaign's report first should not be who waits for it to be counted.
  handleJob(keepSumsJob, async (ctx) => void (await keepReportSums(ctx)), { schedule: '* * * * *' }),
];

import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { sendSystemMailJob } from './jobs.ts';
import { sendSystemMail } from './send-system-mail.ts';

export const notificationsJobs: JobHandler[] = [
  handleJob(sendSystemMailJob, (ctx, { systemMailId }) => sendSystemMail(ctx, systemMailId), { concurrency: 2 }),
];

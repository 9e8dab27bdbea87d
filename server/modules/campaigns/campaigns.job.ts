import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { reviewMailJob } from './jobs.ts';
import { mailReview } from './review-mail.ts';

/** What the worker runs for this module. */
export const campaignsJobs: JobHandler[] = [handleJob(reviewMailJob, mailReview)];

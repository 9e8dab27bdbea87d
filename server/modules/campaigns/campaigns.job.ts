import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import { holdUnapprovedJob } from '../workspaces/index.ts';
import { holdUnapproved } from './hold-unapproved.ts';
import { reviewMailJob } from './jobs.ts';
import { mailReview } from './review-mail.ts';

/** What the worker runs for this module. */
export const campaignsJobs: JobHandler[] = [
  handleJob(reviewMailJob, mailReview),
  handleJob(holdUnapprovedJob, holdUnapproved),
];

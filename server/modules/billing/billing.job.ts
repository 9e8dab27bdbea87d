import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import { forgetEnquiries } from './enquiries.sql.ts';
import { sweepEnquiriesJob } from './jobs.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;

/** Deletes enquiries that were closed longer ago than the provider keeps them. */
export async function sweepEnquiries(ctx: SystemCtx, signal?: AbortSignal): Promise<void> {
  const days = (await providerSettings(ctx))['retention.enquiries-days'];
  const before = new Date(ctx.now().getTime() - days * DAY_MS);
  while (!signal?.aborted && (await forgetEnquiries(ctx, before, BATCH)) === BATCH);
}

export const billingJobs: JobHandler[] = [
  handleJob(sweepEnquiriesJob, (ctx, _, signal) => sweepEnquiries(ctx, signal), { schedule: '40 3 * * *' }),
];

import { timingSafeEqual } from 'node:crypto';
import { env } from './config/env.ts';
import { jobHandlers } from './job-handlers.ts';
import { runWaitingJobs } from './jobs/slice.ts';
import { sendSlice } from './modules/deliveries/index.ts';
import { systemContext } from './request-context.ts';

/**
 * The worker's work in bounded slices, for hosts where no worker can run: a scheduler calls app/api/background/… with the
 * secret. The same leases and verbs as the worker's, so that both may run at once.
 */
const SLICE_SECONDS = 20;

/** Whether the caller holds the secret; without a configured one nobody does. */
export function mayRunBackground(request: Request): boolean {
  const secret = env().BACKGROUND_SECRET;
  const given = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  if (!secret || given.length !== secret.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(secret));
}

/** Sends what is due, for at most twenty seconds. */
export function sendInBackground(): Promise<void> {
  return sendSlice(systemContext(), { seconds: SLICE_SECONDS });
}

/** Runs waiting jobs, for at most twenty seconds; answers how many. */
export function tickInBackground(): Promise<number> {
  return runWaitingJobs(jobHandlers, systemContext, SLICE_SECONDS);
}

import type { SystemCtx } from '../lib/context.ts';
import { HEARTBEAT_SECONDS, openSender } from './boss.ts';
import type { JobHandler } from './define.ts';

/**
 * Takes waiting jobs of these handlers one by one until none is left or the seconds are over. A job that fails goes back to its
 * queue, to be tried again as the queue says. Answers how many were done.
 */
export async function runWaitingJobs(
  handlers: JobHandler[],
  newCtx: () => SystemCtx,
  seconds: number,
): Promise<number> {
  const boss = await openSender();
  // Where no worker runs, nobody else gives back what a killed process had begun.
  await boss.supervise();
  const until = AbortSignal.timeout(seconds * 1000);
  let done = 0;
  for (const handler of handlers) {
    while (!until.aborted) {
      const [job] = await boss.fetch<unknown>(handler.queue, { includeMetadata: true });
      if (!job) break;
      const ctx = newCtx();
      const beat = setInterval(
        () => void boss.touch(handler.queue, job.id).catch(() => undefined),
        (HEARTBEAT_SECONDS * 1000) / 2,
      );
      try {
        await handler.run(ctx, job.data ?? {}, until, job.retryCount);
        await boss.complete(handler.queue, job.id);
        done++;
      } catch (error) {
        ctx.log.error({ queue: handler.queue, job: job.id, err: error }, 'job failed');
        await boss.fail(handler.queue, job.id, { message: String(error) });
      } finally {
        clearInterval(beat);
      }
    }
  }
  return done;
}

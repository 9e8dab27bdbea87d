import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { SystemDb, TenantDb } from '../db/client.ts';
import type { SystemCtx } from '../lib/context.ts';
import type { Log } from '../lib/log.ts';
import { type EnqueueOptions, sendJob } from './boss.ts';
import type { QueueName } from './queues.ts';

/**
 * A job's payload: its queue and schema, owned by one module. Payloads carry ids and a version; a schema goes on parsing
 * what older code enqueued (a union with a transform), so that a deploy loses nothing.
 */
export type JobDefinition<S extends z.ZodType> = { queue: QueueName; schema: S };

export function defineJob<S extends z.ZodType>(queue: QueueName, schema: S): JobDefinition<S> {
  return { queue, schema };
}

/** Puts a job into the queue in the context's transaction. */
export async function enqueue<S extends z.ZodType>(
  ctx: { db: TenantDb | SystemDb },
  job: JobDefinition<S>,
  payload: z.input<S>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sendJob(ctx, job.queue, job.schema.parse(payload) as object, options);
}

/** A definition with what runs it. Handlers are idempotent: the queue delivers at least once. */
export type JobHandler = {
  queue: QueueName;
  /** How many of these one worker runs at a time. */
  concurrency: number;
  /** A cron expression (UTC) where the job runs by itself; its payload is then `{}`. */
  schedule?: string;
  /** `tries`: how often the job was begun before. */
  run(ctx: SystemCtx, payload: unknown, signal: AbortSignal, tries: number): Promise<void>;
};

export function handleJob<S extends z.ZodType>(
  job: JobDefinition<S>,
  run: (ctx: SystemCtx, payload: z.output<S>, signal: AbortSignal, tries: number) => Promise<void>,
  options: { concurrency?: number; schedule?: string } = {},
): JobHandler {
  return {
    queue: job.queue,
    concurrency: options.concurrency ?? 1,
    ...(options.schedule ? { schedule: options.schedule } : {}),
    run: (ctx, payload, signal, tries) => run(ctx, job.schema.parse(payload), signal, tries),
  };
}

/** How long, in seconds, a job waits at most that nobody announces: one to start later, or to be tried again. */
const LOOK_SECONDS = 3;

/**
 * Starts taking jobs; each runs with a fresh system context. A new job is announced and taken at once. Who has ended one looks
 * for the next without waiting: an announcement wakes each taker once, however many jobs wait.
 */
export async function workJobs(boss: PgBoss, handlers: JobHandler[], newCtx: () => SystemCtx, log: Log): Promise<void> {
  const options = {
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: LOOK_SECONDS,
    includeMetadata: true,
  } as const;
  for (const handler of handlers) {
    for (let slot = 0; slot < handler.concurrency; slot++) {
      let taker = '';
      taker = await boss.work(handler.queue, options, async ([job]: JobWithMetadata<unknown>[]) => {
        if (!job) return;
        boss.notifyWorker(taker);
        const started = performance.now();
        try {
          await handler.run(newCtx(), job.data ?? {}, job.signal, job.retryCount);
          log.debug({ queue: handler.queue, job: job.id, ms: Math.round(performance.now() - started) }, 'job done');
        } catch (error) {
          log.error({ queue: handler.queue, job: job.id, err: error }, 'job failed');
          throw error;
        }
      });
    }
    if (handler.schedule) await boss.schedule(handler.queue, handler.schedule, {}, { tz: 'UTC' });
  }
}

import type { Log } from '#server/lib/log.ts';
import type { EventSink, TrackedEvent } from './events.ts';
import type { Spool } from './spool.ts';

export type SinkDeps = {
  /** Writes a batch and resolves once it is committed. */
  write(batch: TrackedEvent[]): Promise<void>;
  /** What a spooled event asks for besides its row (an unsubscribe); idempotent. */
  act(event: TrackedEvent): Promise<void>;
  /** Whether an error means that the database is away, rather than that it refuses what it was given. */
  isAway(error: unknown): boolean;
  spool: Spool;
  log: Log;
  /** How long an answer may wait for the database before the event goes to the spool. */
  patienceMs?: number;
  /** How often to look whether the database is back. */
  retryMs?: number;
};

export type RecordingSink = EventSink & {
  /** For acts that could not be done now: straight to the spool, done and recorded once the database is back. */
  defer(event: TrackedEvent): Promise<void>;
  /** Takes over what a process that died has left behind. */
  start(): void;
  close(): Promise<void>;
};

type Waiting = { event: TrackedEvent; done: () => void; failed: (error: unknown) => void };
const LARGEST_BATCH = 1_000;

/**
 * Group commit: a batch is everything that came in while the batch before was being committed. There is no timer, which would
 * only add waiting (docs/decisions/0005-hot-endpoints.md). While the database is away events go to the spool, and
 * are replayed, each once, when it is back.
 */
export function createEventSink(deps: SinkDeps): RecordingSink {
  const { spool, log, patienceMs = 2_000, retryMs = 1_000 } = deps;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let away = false;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    // What else arrives in this turn of the loop shares the first commit.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST_BATCH);
      waiting = waiting.slice(LARGEST_BATCH);
      try {
        await keep(batch.map(({ event }) => event));
        for (const one of batch) one.done();
      } catch (error) {
        log.error({ err: error, events: batch.length }, 'events could not be recorded');
        for (const one of batch) one.failed(error);
      }
    }
    flushing = undefined;
  }

  async function keep(events: TrackedEvent[]): Promise<void> {
    if (!away) {
      try {
        return await within(patienceMs, deps.write(events));
      } catch (error) {
        if (!(error instanceof TooSlow) && !deps.isAway(error)) throw error;
        log.warn({ err: error }, 'the database is away: events go to the spool');
        away = true;
        lookAgain();
      }
    }
    await spool.append(events);
  }

  function lookAgain(): void {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void replay();
    }, retryMs);
    retry.unref();
  }

  async function replay(): Promise<void> {
    try {
      const count = await spool.replay(takeBatch);
      // What came in meanwhile has opened a new file: it goes before the next event does.
      away = false;
      if (count > 0) log.info({ events: count }, 'spooled events replayed');
      if (spool.waiting()) lookAgain();
    } catch (error) {
      if (!deps.isAway(error) && !(error instanceof TooSlow))
        log.error({ err: error }, 'the spool could not be replayed');
      lookAgain();
    }
  }

  async function takeBatch(batch: TrackedEvent[]): Promise<void> {
    for (const event of batch) await deps.act(event);
    try {
      await within(patienceMs * 5, deps.write(batch));
    } catch (error) {
      if (error instanceof TooSlow || deps.isAway(error)) throw error;
      // One that the database refuses must not hold up the others for ever.
      for (const event of batch) {
        await deps.write([event]).catch((cause: unknown) => {
          if (deps.isAway(cause)) throw cause;
          log.error({ err: cause, event: event.id, kind: event.kind }, 'a spooled event was refused');
        });
      }
    }
  }

  return {
    record(event) {
      return new Promise((done, failed) => {
        waiting.push({ event, done, failed });
        flushing ??= flush();
      });
    },
    async defer(event) {
      await spool.append([event]);
      lookAgain();
    },
    start() {
      if (spool.waiting()) lookAgain();
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await flushing;
      await spool.close();
    },
  };
}

class TooSlow extends Error {}

async function within<R>(ms: number, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow('the database did not answer in time')), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

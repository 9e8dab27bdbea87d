import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '#server/lib/log.ts';
import type { Ledger } from './ledger-pool.sql.ts';
import { type Exchanged, exchangeRows, type Settlement } from './settle.sql.ts';

type Request = {
  campaignId: string;
  workspaceId: string;
  settle: Settlement[];
  mark: { contactId: string; token: string }[];
  end: string[];
  resolve: (exchanged: Exchanged) => void;
  reject: (error: unknown) => void;
};

export class SettlerGaveUp extends Error {
  constructor(cause: unknown) {
    super('the ledger could not be reached', { cause });
    this.name = 'SettlerGaveUp';
  }
}

/** Connections mark ahead of their final dots, so a statement that waits a moment for more of them delays nobody. */
const SPACING_MS = 4;

/**
 * Group commit for the ledger: what all connections bring while one statement is under way goes with the next; the first
 * after a pause goes at once. A statement that failed is run again until it is answered, or for `patienceMs`: settling is what must not be
 * lost, and running it twice is harmless.
 */
export class Settler {
  #ledger: Ledger;
  #waiting: Request[] = [];
  #running: Promise<void> | null = null;
  #log: Log;
  #deferralSeconds: number;
  #patienceMs: number;

  constructor(ledger: Ledger, options: { log: Log; deferralSeconds: number; patienceMs: number }) {
    this.#ledger = ledger;
    this.#log = options.log;
    this.#deferralSeconds = options.deferralSeconds;
    this.#patienceMs = options.patienceMs;
  }

  /** Settles and marks rows of one campaign; resolves when that is durable. */
  exchange(work: Omit<Request, 'resolve' | 'reject'>): Promise<Exchanged> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...work, resolve, reject });
      this.#running ??= this.#run().finally(() => {
        this.#running = null;
      });
    });
  }

  /** Resolves when nothing waits. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const started = performance.now();
      for (const requests of Map.groupBy(batch, (request) => request.campaignId).values()) await this.#flush(requests);
      const rest = SPACING_MS - (performance.now() - started);
      if (rest > 0 && this.#waiting.length > 0) await delay(rest);
    }
  }

  async #flush(requests: Request[]): Promise<void> {
    const [first] = requests;
    if (!first) return;
    const work = {
      campaignId: first.campaignId,
      workspaceId: first.workspaceId,
      deferralSeconds: this.#deferralSeconds,
      settle: requests.flatMap((request) => request.settle),
      mark: requests.flatMap((request) => request.mark),
      end: requests.flatMap((request) => request.end),
    };
    const started = performance.now();
    for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
      try {
        const exchanged = await exchangeRows(this.#ledger, work);
        for (const request of requests) request.resolve(exchanged);
        return;
      } catch (error) {
        this.#log.warn({ err: error, campaign: first.campaignId }, 'the ledger did not answer');
        if (performance.now() - started > this.#patienceMs) {
          for (const request of requests) request.reject(new SettlerGaveUp(error));
          return;
        }
        await delay(pause);
      }
    }
  }
}

import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { SystemCtx } from '#server/lib/context.ts';
import { DomainError } from '#server/lib/errors.ts';
import type { Outcome, Transport, TransportSession } from '#server/mail/transport.ts';
import { markBounced } from '../contacts/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { buildMessage } from './campaign-message.ts';
import { type Batch, Intake, type ReadyRow, unsent } from './intake.ts';
import { type Ledger, withLedger } from './ledger-pool.sql.ts';
import { type Reading, readOutcome } from './read-outcome.ts';
import { StreamBrake } from './retry.ts';
import type { Exchanged, Settlement } from './settle.sql.ts';
import { Settler } from './settler.ts';
import { tendCampaigns } from './tend-campaigns.ts';

export type EngineOptions = {
  transport: Transport;
  /** Until then it sends; then it gives its leases back. */
  signal: AbortSignal;
  /** Serve only this campaign. */
  campaignId?: string;
  /** Provider setting sending.connections. */
  connections?: number;
  /** Provider setting sending.window. */
  window?: number;
  microBatch?: number;
  leaseSeconds?: number;
  /** How long a message under way may take once the signal came. */
  graceMs?: number;
  /** In place of `retryDelay`'s seconds. */
  retrySeconds?: number;
};

/** A row that could not be marked: its lease is lost, or the campaign is no longer being sent. */
class NotMarked extends Error {}

/** One settled row that waits for the next statement. */
type Done = { row: ReadyRow; settlement: Settlement; hardBounce: boolean };

const TEND_MS = 1000;

/** Sends until the signal. Resolves when every lease was given back. */
export async function runEngineOn(ctx: SystemCtx, options: EngineOptions): Promise<void> {
  const settings = await providerSettings(ctx);
  await withLedger((ledger) =>
    new Engine(ctx, ledger, {
      connections: settings['sending.connections'],
      window: settings['sending.window'],
      microBatch: 200,
      leaseSeconds: 30,
      graceMs: 10_000,
      ...options,
      pecDomains: settings['sending.pec-domains'],
      deferralSeconds: settings['sending.deferral-hours'] * 3600,
    }).run(),
  );
}

type Settled = Required<Omit<EngineOptions, 'campaignId' | 'retrySeconds'>> &
  Pick<EngineOptions, 'campaignId' | 'retrySeconds'> & { pecDomains: string[]; deferralSeconds: number };

class Engine {
  #ctx: SystemCtx;
  #options: Settled;
  #intake: Intake;
  #settler: Settler;
  #brake = new StreamBrake();
  #ledger: Ledger;
  #tendNow: (() => void) | null = null;

  constructor(ctx: SystemCtx, ledger: Ledger, options: Settled) {
    this.#ctx = ctx;
    this.#ledger = ledger;
    this.#options = options;
    const { connections, window, leaseSeconds, microBatch, pecDomains, campaignId } = options;
    this.#settler = new Settler(ledger, {
      log: ctx.log,
      deferralSeconds: options.deferralSeconds,
      patienceMs: leaseSeconds * 2000,
    });
    this.#intake = new Intake(ctx, ledger, {
      worker: `${hostname()}/${process.pid}`,
      campaignId: campaignId ?? null,
      leaseSeconds,
      microBatch,
      ahead: Math.max(microBatch, connections * window),
      pecDomains,
      skip: (batch, skipped) => this.#skip(batch, skipped),
      onIdle: () => this.#tendNow?.(),
    });
  }

  async run(): Promise<void> {
    const { signal, transport, connections, graceMs } = this.#options;
    const ended = new AbortController();
    const keeping = this.#intake.keep(ended.signal);
    const tending = this.#tend(ended.signal);
    const claiming = this.#intake.run();
    const sending = Array.from({ length: connections }, () => this.#connection());
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const unserved = this.#intake.close();
    const cut = setTimeout(() => transport.abort(), graceMs);
    await Promise.all(sending);
    clearTimeout(cut);
    await claiming;
    // A claim that was under way when the intake closed has left its rows there.
    await this.#giveBack([...unserved, ...this.#intake.close()]);
    ended.abort();
    await Promise.all([keeping, tending, this.#settler.drained()]);
  }

  /** One connection: window after window. A failure loses its windows to recovery, never the connection. */
  async #connection(): Promise<void> {
    const { transport, signal, window } = this.#options;
    const session = await transport.open(signal).catch(() => null);
    if (!session) return;
    let done: Done[] = [];
    const stream = { session, warm: false };
    for (;;) {
      let rows = this.#intake.tryTake(window);
      try {
        if (!rows) {
          await this.#submit(done, []);
          done = [];
          rows = await this.#intake.take(window);
        }
        if (!rows) break;
        done = await this.#window(stream, rows, done);
      } catch (error) {
        this.#ctx.log.error({ err: error }, 'a window was lost');
        for (const { batch } of [...done.map((one) => one.row), ...(rows ?? [])]) this.#intake.abandon(batch);
        done = [];
      }
    }
    session.close();
  }

  /**
   * Sends one window and answers what is to be settled. Its rows are marked `committing` in the statement that settles the window before,
   * at the latest before the first final dot; on a connection that is known to work while the first envelope travels.
   */
  async #window(
    stream: { session: TransportSession; warm: boolean },
    rows: ReadyRow[],
    before: Done[],
  ): Promise<Done[]> {
    const { signal } = this.#options;
    await this.#waitForBrake();
    let marking: Promise<Exchanged> | null = null;
    let marked: Exchanged | null = null;
    const mark = () => {
      marking ??= this.#submit(before, rows).then((exchanged) => {
        marked = exchanged;
        return exchanged;
      });
      return marking;
    };
    // Awaited below in any case; a failure must not count as unhandled until then.
    if (stream.warm && !signal.aborted) mark().catch(() => undefined);
    const results: { row: ReadyRow; reading: Reading | null; failure: string | null; retrySeconds: number }[] = [];
    let pauseSeconds: number | null = null;
    for (const row of rows) {
      const known = marked as Exchanged | null;
      if (signal.aborted || pauseSeconds !== null || (known && !known.marked.has(row.contactId))) {
        results.push({ row, reading: null, failure: null, retrySeconds: pauseSeconds ?? 0 });
        continue;
      }
      const sent = await this.#send(stream, row, known ? undefined : mark);
      const reading = sent.outcome && !isAborted(sent.outcome) ? this.#read(sent.outcome, row) : null;
      if (reading?.brake) {
        const ms = this.#brake.refused(performance.now(), reading.brake.reason, reading.brake.hintSeconds);
        pauseSeconds = Math.ceil(ms / 1000);
      } else if (reading) this.#brake.passed();
      results.push({ row, reading, failure: sent.failure, retrySeconds: 0 });
    }
    const exchanged = marking ? await (marking as Promise<Exchanged>) : null;
    const done: Done[] = exchanged ? [] : [...before];
    for (const result of results) {
      const one = this.#doneWith(result, exchanged);
      if (one) done.push(one);
    }
    return done;
  }

  async #send(
    stream: { session: TransportSession; warm: boolean },
    row: ReadyRow,
    mark: (() => Promise<Exchanged>) | undefined,
  ): Promise<{ outcome: Outcome | null; failure: string | null }> {
    const { message } = row.batch;
    let bytes: Buffer;
    try {
      bytes = buildMessage(message, row.person, row, this.#ctx.now());
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { outcome: null, failure: `message-${error.data.reason ?? error.kind}` };
    }
    try {
      const outcome = await stream.session.send({
        envelope: { from: message.from, to: row.person.address },
        bytes,
        canonical: true,
        ...(mark && {
          beforeFinalDot: async () => {
            if (!(await mark()).marked.has(row.contactId)) throw new NotMarked();
          },
        }),
      });
      stream.warm = outcome.outcome === 'accepted' || (outcome.outcome === 'refused' && !outcome.connectionLost);
      return { outcome, failure: null };
    } catch (error) {
      stream.warm = false;
      if (error instanceof NotMarked) return { outcome: null, failure: null };
      throw error;
    }
  }

  #read(outcome: Outcome, row: ReadyRow): Reading {
    const spread = (Number.parseInt(row.contactId.slice(-2), 16) || 0) / 256;
    const reading = readOutcome(outcome, row.tries, spread);
    const { retrySeconds } = this.#options;
    return retrySeconds === undefined ? reading : { ...reading, retrySeconds };
  }

  /** The settlement of one row of a window; null for a row that is no longer ours. */
  #doneWith(
    result: { row: ReadyRow; reading: Reading | null; failure: string | null; retrySeconds: number },
    exchanged: Exchanged | null,
  ): Done | null {
    const { row, reading, failure, retrySeconds } = result;
    const marked = exchanged?.marked.has(row.contactId) ?? false;
    if (exchanged && !marked && !exchanged.live.has(row.batch.token)) {
      this.#intake.abandon(row.batch);
      return null;
    }
    if (!reading) {
      const to = failure
        ? ({ state: 'failed', reason: failure, marked } as const)
        : ({ state: 'queued', reason: null, marked, retrySeconds } as const);
      return { row, settlement: unsent(row, row.batch, to), hardBounce: false };
    }
    const { hardBounce, brake: _, ...rest } = reading;
    const settlement = { ...unsent(row, row.batch, { state: 'queued', reason: null, marked }), ...rest };
    return { row, settlement, hardBounce };
  }

  /** Settles what is done and marks what comes next, in one statement where both are of one campaign. */
  async #submit(done: Done[], next: ReadyRow[]): Promise<Exchanged> {
    const nothing: Exchanged = { marked: new Set(), live: new Set(), sending: true };
    const hard = done.filter((one) => one.hardBounce);
    if (hard.length > 0) await this.#suppress(hard);
    const groups = Map.groupBy(done, (one) => one.row.batch.message.campaignId);
    const nextId = next[0]?.batch.message.campaignId;
    if (nextId !== undefined && !groups.has(nextId)) groups.set(nextId, []);
    const answers = await Promise.all(
      [...groups].map(async ([campaignId, group]) => {
        const mark = campaignId === nextId ? next : [];
        const batch = mark[0]?.batch ?? group[0]?.row.batch;
        if (!batch) return nothing;
        const exchanged = await this.#settler.exchange({
          campaignId,
          workspaceId: batch.tenant.workspace.id,
          settle: group.map((one) => one.settlement),
          mark: mark.map((row) => ({ contactId: row.contactId, token: row.batch.token })),
          end: group.filter((one) => this.#intake.settled(one.row)).map((one) => one.row.batch.token),
        });
        return campaignId === nextId ? exchanged : nothing;
      }),
    );
    return answers.find((answer) => answer !== nothing) ?? nothing;
  }

  /** An address that does not exist is not sent to again; the ledger's row is settled after, so that a crash repeats it. */
  async #suppress(hard: Done[]): Promise<void> {
    for (const { row, settlement } of hard) {
      const { tenant, message } = row.batch;
      const bounce = { contactId: row.contactId, kind: 'hard', campaignId: message.campaignId } as const;
      await markBounced(tenant, { ...bounce, reason: settlement.reason ?? 'unknown-user' }).catch((error: unknown) =>
        this.#ctx.log.error({ err: error }, 'a bounced address could not be marked'),
      );
    }
  }

  #skip(batch: Batch, skipped: Settlement[]): void {
    const end = skipped.map(() => this.#intake.settled({ batch })).some(Boolean) ? [batch.token] : [];
    this.#settler
      .exchange({
        campaignId: batch.message.campaignId,
        workspaceId: batch.tenant.workspace.id,
        settle: skipped,
        mark: [],
        end,
      })
      .catch((error: unknown) => {
        this.#ctx.log.error({ err: error }, 'skipped rows could not be settled');
        this.#intake.abandon(batch);
      });
  }

  async #giveBack(rows: ReadyRow[]): Promise<void> {
    const done = rows
      .filter((row) => !row.batch.lost)
      .map((row) => ({
        row,
        settlement: unsent(row, row.batch, { state: 'queued', reason: null }),
        hardBounce: false,
      }));
    // What could not be given back comes back when its lease runs out.
    await this.#submit(done, []).catch((error: unknown) => this.#ctx.log.warn({ err: error }, 'leases not given back'));
  }

  async #waitForBrake(): Promise<void> {
    const ms = this.#brake.pause(performance.now());
    if (ms > 0) await delay(ms, undefined, { signal: this.#options.signal }).catch(() => undefined);
  }

  /** Recovers, starts, finishes: each second, and at once when nothing is left to claim. */
  async #tend(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#tendNow?.(), { once: true });
    while (!signal.aborted) {
      try {
        await tendCampaigns(this.#ctx, this.#ledger);
      } catch (error) {
        this.#ctx.log.warn({ err: error }, 'tending campaigns failed');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, TEND_MS);
        this.#tendNow = () => {
          clearTimeout(timer);
          resolve();
        };
        if (signal.aborted) this.#tendNow();
      });
    }
  }
}

/** We cut the connection ourselves, before the final dot. */
function isAborted(outcome: Outcome): boolean {
  return outcome.outcome === 'refused' && outcome.failure === 'aborted';
}

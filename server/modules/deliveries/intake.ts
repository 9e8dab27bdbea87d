import { setTimeout as delay } from 'node:timers/promises';
import type { TrackingLevel } from '#server/db/generated/enums.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { eligibilityOf } from '../contacts/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { type CampaignMessage, loadCampaignMessage } from './campaign-message.ts';
import {
  type ClaimedRow,
  campaignsToServe,
  claimRows,
  lowerTracking,
  type Person,
  peopleOf,
  renewLeases,
  type SendingCampaign,
} from './claim.sql.ts';
import type { Ledger } from './ledger-pool.sql.ts';
import type { Settlement } from './settle.sql.ts';

/** Rows leased together. */
export type Batch = {
  token: string;
  tenant: TenantCtx;
  message: CampaignMessage;
  /** Rows that are not settled yet; at 0 the lease is over. */
  open: number;
  /** Somebody else has taken it over: whatever is not committing is dropped. */
  lost: boolean;
};

/** A leased row with all that its message needs. */
export type ReadyRow = ClaimedRow & { batch: Batch; person: Person };

export type IntakeOptions = {
  worker: string;
  campaignId: string | null;
  leaseSeconds: number;
  microBatch: number;
  /** Rows kept ready. */
  ahead: number;
  pecDomains: readonly string[];
  /** Rows that may no longer be sent to are settled without being handed out. */
  skip(batch: Batch, skipped: Settlement[]): void;
  /** Nothing is left to claim at the moment. */
  onIdle(): void;
};

const IDLE_MS = 250;
/** How old the list of campaigns may be: how soon a new one gets its turn. */
const LIST_MS = 500;
const levelOrder: readonly TrackingLevel[] = ['off', 'aggregate', 'individual'];
const lower = (a: TrackingLevel, b: TrackingLevel) => (levelOrder.indexOf(a) <= levelOrder.indexOf(b) ? a : b);

/**
 * Claims micro-batches of the campaigns in turn, a little ahead of the connections, checks consent and suppression anew,
 * and hands windows out. It holds and renews the leases.
 */
export class Intake {
  #ctx: SystemCtx;
  #options: IntakeOptions;
  #ledger: Ledger;
  #ready: ReadyRow[] = [];
  #held = new Map<string, Batch>();
  #takers: (() => void)[] = [];
  #wake: (() => void) | null = null;
  #closed = false;
  #turn: SendingCampaign[] = [];
  #listedAt = 0;
  #lastServed = '';
  #messages = new Map<string, Promise<{ tenant: TenantCtx; message: CampaignMessage }>>();

  constructor(ctx: SystemCtx, ledger: Ledger, options: IntakeOptions) {
    this.#ctx = ctx;
    this.#ledger = ledger;
    this.#options = options;
  }

  /** Up to `limit` rows of one batch, if some are ready. */
  tryTake(limit: number): ReadyRow[] | null {
    this.#ready = this.#ready[0]?.batch.lost ? this.#ready.filter((row) => !row.batch.lost) : this.#ready;
    const batch = this.#ready[0]?.batch;
    if (!batch || this.#closed) return null;
    let n = 1;
    while (n < limit && this.#ready[n]?.batch === batch) n += 1;
    const rows = this.#ready.splice(0, n);
    if (this.#ready.length < this.#options.ahead) this.#stir();
    return rows;
  }

  /** The same, waiting for rows; null when the intake is closed. */
  async take(limit: number): Promise<ReadyRow[] | null> {
    for (;;) {
      const rows = this.tryTake(limit);
      if (rows || this.#closed) return rows;
      await new Promise<void>((resolve) => this.#takers.push(resolve));
    }
  }

  /** No more rows are handed out or claimed; answers those that are left, to be given back. */
  close(): ReadyRow[] {
    this.#closed = true;
    this.#stir();
    for (const taker of this.#takers.splice(0)) taker();
    return this.#ready.splice(0);
  }

  /** One row is settled, or is no longer ours; true when that was its batch's last and the lease can end. */
  settled(row: { batch: Batch }): boolean {
    row.batch.open -= 1;
    if (row.batch.open > 0) return false;
    this.#held.delete(row.batch.token);
    return !row.batch.lost;
  }

  /** Stops holding a batch: its lease runs out and recovery decides what its rows are. */
  abandon(batch: Batch): void {
    batch.lost = true;
    this.#held.delete(batch.token);
  }

  /** Claims until `close`. Failures of the database are waited out. */
  async run(): Promise<void> {
    let pause = IDLE_MS;
    while (!this.#closed) {
      try {
        if (this.#ready.length >= this.#options.ahead) await this.#sleep();
        else if (!(await this.#claimNext())) await this.#sleep(IDLE_MS);
        pause = IDLE_MS;
      } catch (error) {
        this.#ctx.log.warn({ err: error }, 'claiming failed');
        await this.#sleep(pause);
        pause = Math.min(pause * 2, 5_000);
      }
    }
  }

  /** Keeps the leases until `signal`; a lease that is gone takes its rows with it. */
  async keep(signal: AbortSignal): Promise<void> {
    const { leaseSeconds } = this.#options;
    while (!signal.aborted) {
      await delay((leaseSeconds * 1000) / 3, undefined, { signal }).catch(() => undefined);
      const tokens = [...this.#held.keys()];
      if (signal.aborted || tokens.length === 0) continue;
      try {
        const alive = await renewLeases(this.#ledger, tokens, leaseSeconds);
        for (const token of tokens) {
          const batch = this.#held.get(token);
          if (batch && !alive.has(token)) this.abandon(batch);
        }
      } catch (error) {
        this.#ctx.log.warn({ err: error }, 'renewing leases failed');
      }
    }
  }

  /** Claims a micro-batch of the next campaign in turn; false when none has anything. */
  async #claimNext(): Promise<boolean> {
    if (this.#turn.length === 0 || performance.now() - this.#listedAt > LIST_MS) {
      this.#turn = await this.#list();
    }
    const next = this.#turn.shift();
    if (!next) {
      this.#options.onIdle();
      this.#messages.clear();
      return false;
    }
    const { tenant, message } = await this.#messageOf(next);
    const { worker, leaseSeconds, microBatch } = this.#options;
    this.#lastServed = next.campaignId;
    const token = uuid7();
    const batch: Batch = { token, tenant, message, open: 0, lost: false };
    // What is due again goes first; a campaign that has both gets its next turn for the rows behind the cursor.
    const claim = { ...next, token, worker, leaseSeconds };
    const rows = await claimRows(this.#ledger, claim, { limit: microBatch, due: next.due });
    if (next.due && next.fresh) this.#turn.push({ ...next, due: false });
    else if (rows.length === microBatch) this.#turn.push(next);
    if (rows.length > 0) await this.#prepare(batch, rows);
    return true;
  }

  /** The campaigns to serve, beginning behind the one that was served last. */
  async #list(): Promise<SendingCampaign[]> {
    const all = await campaignsToServe(this.#ledger, this.#options.campaignId);
    this.#listedAt = performance.now();
    const at = all.findIndex((one) => one.campaignId > this.#lastServed);
    return at > 0 ? [...all.slice(at), ...all.slice(0, at)] : all;
  }

  async #prepare(batch: Batch, rows: ClaimedRow[]): Promise<void> {
    const { tenant, message } = batch;
    batch.open = rows.length;
    this.#held.set(batch.token, batch);
    const ids = rows.map((row) => row.contactId);
    try {
      const [people, eligible] = await Promise.all([
        peopleOf(this.#ledger, tenant.workspace.id, ids),
        eligibilityOf(tenant, ids, message.topicId, this.#options.pecDomains),
      ]);
      const ready: ReadyRow[] = [];
      const skipped: Settlement[] = [];
      const lowered: ClaimedRow[] = [];
      for (const row of rows) {
        const now = eligible.get(row.contactId);
        const person = people.get(row.contactId);
        const reason = now?.reason ?? (now && person ? null : 'erased');
        if (!now || !person || reason !== null) {
          skipped.push(unsent(row, batch, { state: 'skipped', reason }));
          continue;
        }
        const trackOpens = lower(row.trackOpens, now.trackOpens);
        const trackClicks = lower(row.trackClicks, now.trackClicks);
        const current = { ...row, trackOpens, trackClicks };
        if (trackOpens !== row.trackOpens || trackClicks !== row.trackClicks) lowered.push(current);
        ready.push({ ...current, batch, person });
      }
      if (lowered.length > 0) await lowerTracking(this.#ledger, message.campaignId, lowered);
      if (skipped.length > 0) this.#options.skip(batch, skipped);
      this.#ready.push(...ready);
      for (const taker of this.#takers.splice(0)) taker();
    } catch (error) {
      this.abandon(batch);
      throw error;
    }
  }

  #messageOf(campaign: SendingCampaign): Promise<{ tenant: TenantCtx; message: CampaignMessage }> {
    const known = this.#messages.get(campaign.campaignId);
    if (known) return known;
    const loading = findWorkspace(this.#ctx, campaign.workspaceId).then(async (tenant) => ({
      tenant,
      message: await loadCampaignMessage(tenant, campaign.campaignId),
    }));
    this.#messages.set(campaign.campaignId, loading);
    loading.catch(() => this.#messages.delete(campaign.campaignId));
    return loading;
  }

  async #sleep(ms?: number): Promise<void> {
    const timer = ms === undefined ? null : setTimeout(() => this.#stir(), ms);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#closed) resolve();
    });
    if (timer) clearTimeout(timer);
  }

  #stir(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

/** A settlement of a row that was not tried: skipped, failed before it met a server, or given back. */
export function unsent(
  row: ClaimedRow,
  batch: Batch,
  to: { state: 'skipped' | 'failed' | 'queued'; reason: string | null; marked?: boolean; retrySeconds?: number },
): Settlement {
  return {
    contactId: row.contactId,
    token: batch.token,
    marked: to.marked ?? false,
    waited: row.waited,
    state: to.state,
    reason: to.reason,
    tries: row.tries,
    firstAt: row.firstAt,
    retrySeconds: to.retrySeconds ?? 0,
    attempt: null,
  };
}

import { describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { campaignCounts } from './campaign-counts.ts';
import { type ClaimedRow, claimRows, renewLeases } from './claim.sql.ts';
import { type Ledger, withLedger } from './ledger-pool.sql.ts';
import { recoverExpired } from './recover.sql.ts';
import { type Exchange, exchangeRows, type Settlement } from './settle.sql.ts';

useDatabase();

/** One worker's view of a campaign of `n`. */
async function campaignOf(n: number) {
  const ctx = await makeWorkspace();
  await addContacts(ctx, n);
  const campaignId = await frozenCampaign(ctx);
  const work = (given: Partial<Exchange>): Exchange => ({
    campaignId,
    workspaceId: ctx.workspace.id,
    deferralSeconds: 3600,
    settle: [],
    mark: [],
    end: [],
    ...given,
  });
  const claim = async (ledger: Ledger, limit: number, due = false) => {
    const token = uuid7();
    const rows = await claimRows(
      ledger,
      { campaignId, workspaceId: ctx.workspace.id, token, worker: 'test', leaseSeconds: 60 },
      { limit, due },
    );
    return { token, rows, mark: rows.map(({ contactId }) => ({ contactId, token })) };
  };
  return { ctx, campaignId, work, claim };
}

const settled = (row: ClaimedRow, token: string, given: Partial<Settlement> = {}): Settlement => ({
  contactId: row.contactId,
  token,
  marked: true,
  waited: row.waited,
  state: 'accepted',
  reason: null,
  tries: 1,
  firstAt: row.firstAt,
  retrySeconds: 0,
  attempt: { number: 1, outcome: 'accepted', phase: 'end-of-data', code: 250, enhanced: null, answer: 'ok', host: 'h' },
  ...given,
});
const expire = (token: string) =>
  query(`UPDATE delivery_leases SET until = now() - interval '1 second' WHERE token = $1`, [token]);
const states = async (ctx: TenantCtx, id: string) => (await campaignCounts(ctx, id, { fresh: true })).states;

describe('a claim', () => {
  it('goes behind the cursor, each row once, and says when nothing is left', async () => {
    const { claim } = await campaignOf(25);
    await withLedger(async (ledger) => {
      const claims = [
        await claim(ledger, 10),
        await claim(ledger, 10),
        await claim(ledger, 10),
        await claim(ledger, 10),
      ];
      expect(claims.map(({ rows }) => rows.length)).toEqual([10, 10, 5, 0]);
      expect(new Set(claims.flatMap(({ rows }) => rows.map((row) => row.contactId))).size).toBe(25);
    });
  });

  it('gives rows to one of two that come at once', async () => {
    const { claim } = await campaignOf(100);
    await withLedger(async (ledger) => {
      const claims = await Promise.all(Array.from({ length: 10 }, () => claim(ledger, 20)));
      const ids = claims.flatMap(({ rows }) => rows.map((row) => row.contactId));
      expect(ids).toHaveLength(100);
      expect(new Set(ids).size).toBe(100);
    });
  });
});

describe('a lease', () => {
  it('that ran out marks nothing any more, though nobody took it over yet', async () => {
    const { claim, work } = await campaignOf(5);
    await withLedger(async (ledger) => {
      const { token, mark } = await claim(ledger, 5);
      await expire(token);
      const { marked, live } = await exchangeRows(ledger, work({ mark }));
      expect([marked.size, live.size]).toEqual([0, 0]);
      expect(await recoverExpired(ledger)).toEqual({ leases: 1, queued: 5, uncertain: 0 });
    });
  });

  it('once taken over is fenced off: its old holder can neither mark nor settle what it had not marked', async () => {
    const { ctx, campaignId, claim, work } = await campaignOf(6);
    await withLedger(async (ledger) => {
      const old = await claim(ledger, 6);
      await exchangeRows(ledger, work({ mark: old.mark.slice(0, 2) }));
      await expire(old.token);
      expect(await recoverExpired(ledger)).toEqual({ leases: 1, queued: 4, uncertain: 2 });
      const next = await claim(ledger, 10, true);
      expect(next.rows).toHaveLength(4);
      expect((await exchangeRows(ledger, work({ mark: old.mark }))).marked.size).toBe(0);
      const late = old.rows.slice(2).map((row) => settled(row, old.token, { marked: false, state: 'failed' }));
      await exchangeRows(ledger, work({ settle: late }));
      expect(await states(ctx, campaignId)).toMatchObject({ leased: 4, uncertain: 2, failed: 0 });
      expect(await renewLeases(ledger, [old.token, next.token], 60)).toEqual(new Set([next.token]));
    });
  });

  it('does not keep its old holder from telling what became of a row that it had marked', async () => {
    const { ctx, campaignId, claim, work } = await campaignOf(1);
    await withLedger(async (ledger) => {
      const { token, rows, mark } = await claim(ledger, 1);
      await exchangeRows(ledger, work({ mark }));
      await expire(token);
      await recoverExpired(ledger);
      expect(await states(ctx, campaignId)).toMatchObject({ uncertain: 1 });
      await exchangeRows(ledger, work({ settle: rows.map((row) => settled(row, token)) }));
      expect(await states(ctx, campaignId)).toMatchObject({ accepted: 1, uncertain: 0 });
    });
  });

  it('of retried rows is taken over apart from the range that they lie in', async () => {
    const { ctx, campaignId, claim, work } = await campaignOf(4);
    await withLedger(async (ledger) => {
      const range = await claim(ledger, 4);
      const [row] = range.rows;
      if (!row) throw new Error('no row');
      await exchangeRows(ledger, work({ mark: range.mark }));
      const refused = settled(row, range.token, { state: 'deferred', reason: 'greylisted' });
      await exchangeRows(ledger, work({ settle: [refused] }));
      const retry = await claim(ledger, 4, true);
      expect(retry.rows.map((one) => one.contactId)).toEqual([row.contactId]);
      await exchangeRows(ledger, work({ mark: retry.mark }));
      await expire(range.token);
      await recoverExpired(ledger);
      expect(await states(ctx, campaignId)).toMatchObject({ committing: 1, uncertain: 3 });
      await exchangeRows(
        ledger,
        work({ settle: retry.rows.map((one) => settled(one, retry.token)), end: [retry.token] }),
      );
      expect(await states(ctx, campaignId)).toMatchObject({ accepted: 1, uncertain: 3 });
      expect(await query('SELECT 1 FROM delivery_deferrals WHERE "campaignId" = $1', [campaignId])).toEqual([]);
    });
  });
});

describe('settling', () => {
  it('may be run again after a lost answer', async () => {
    const { campaignId, claim, work } = await campaignOf(3);
    await withLedger(async (ledger) => {
      const { token, rows, mark } = await claim(ledger, 3);
      await exchangeRows(ledger, work({ mark }));
      const settle = rows.map((row) => settled(row, token));
      await exchangeRows(ledger, work({ settle }));
      await exchangeRows(ledger, work({ settle }));
      const attempts = await query('SELECT 1 FROM delivery_attempts WHERE "campaignId" = $1', [campaignId]);
      expect(attempts).toHaveLength(3);
    });
  });

  it('keeps updates HOT: no index mentions what changes', async () => {
    const { campaignId, claim, work } = await campaignOf(400);
    await withLedger(async (ledger) => {
      const { token, rows, mark } = await claim(ledger, 400);
      await exchangeRows(ledger, work({ mark }));
      await exchangeRows(ledger, work({ settle: rows.map((row) => settled(row, token)), end: [token] }));
    });
    const [partition] = await query<{ name: string }>(
      'SELECT tableoid::regclass::text AS name FROM deliveries WHERE "campaignId" = $1 LIMIT 1',
      [campaignId],
    );
    const indexes = await query<{ def: string }>('SELECT indexdef AS def FROM pg_indexes WHERE tablename = $1', [
      partition?.name,
    ]);
    expect(indexes.length).toBeGreaterThan(0);
    expect(indexes.filter(({ def }) => /state|reason|track|WHERE/i.test(def))).toEqual([]);
  });
});

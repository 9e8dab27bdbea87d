import { afterEach, describe, expect, it } from 'vitest';
import { withConnection } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { createTransport } from '#server/mail/transport.ts';
import { parseSmtpUrl } from '#server/mail/transport-config.ts';
import { memberCtx, readyDraft } from '#tests/campaigns/ready-draft.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type Sink, startSink } from '#tests/mail/smtp-sink.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { askReview, scheduleCampaign } from '../campaigns/index.ts';
import { campaignCounts } from './campaign-counts.ts';
import { campaignsToServe } from './claim.sql.ts';
import { cancelCampaign, resumeCampaign, suspendCampaign } from './control-campaign.ts';
import { runEngineOn } from './engine.ts';
import { withLedger } from './ledger-pool.sql.ts';
import { listEnded } from './list-ended.ts';
import { listQueue } from './list-queue.ts';
import { placeInQueue } from './place-in-queue.ts';

useDatabase();

const sinks: Sink[] = [];
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.close();
});

const serving = (ctx: TenantCtx) =>
  withLedger(async (ledger) =>
    (await campaignsToServe(ledger, null)).filter(({ workspaceId }) => workspaceId === ctx.workspace.id),
  );
const order = async (ctx: TenantCtx) => (await listQueue(ctx)).map(({ id }) => id);
const stepsTo = (ctx: TenantCtx, campaignId: string, to: 'suspended' | 'sending' | 'cancelled') =>
  ctx.db.campaignStep.count({ where: { campaignId, to } });

/** A workspace with three campaigns being sent, to ten people each. */
async function threeRunning() {
  const ctx = await makeWorkspace();
  await addContacts(ctx, 10);
  const ids = [await frozenCampaign(ctx), await frozenCampaign(ctx), await frozenCampaign(ctx)] as const;
  return { ctx, ids };
}

describe('the queue', () => {
  it('serves the campaigns of a workspace one after the other, and tells each what it waits behind', async () => {
    const { ctx, ids } = await threeRunning();
    const [a, b, c] = ids;
    expect((await serving(ctx)).map(({ campaignId }) => campaignId)).toEqual([a]);
    const items = await listQueue(ctx);
    expect(items.map(({ id, place }) => [id, place])).toEqual([
      [a, 1],
      [b, 2],
      [c, 3],
    ]);
    expect(items[0]?.waits.filter(({ kind }) => kind === 'behind')).toEqual([]);
    expect(items[2]?.waits).toMatchObject([{ kind: 'behind', id: a }]);
  });

  it('serves next what is moved to the front, and what begins later stands behind', async () => {
    const { ctx, ids } = await threeRunning();
    const [a, b, c] = ids;
    await placeInQueue(ctx, { campaignId: c, after: null });
    await placeInQueue(ctx, { campaignId: c, after: null });
    expect(await order(ctx)).toEqual([c, a, b]);
    expect((await serving(ctx)).map(({ campaignId }) => campaignId)).toEqual([c]);
    const d = await frozenCampaign(ctx);
    expect(await order(ctx)).toEqual([c, a, b, d]);
    await placeInQueue(ctx, { campaignId: d, after: c });
    expect(await order(ctx)).toEqual([c, d, a, b]);
    expect(await ctx.db.auditEntry.count({ where: { action: 'campaigns.place-in-queue' } })).toBe(2);
  });

  it('keeps one order when several move at once', async () => {
    const { ctx, ids } = await threeRunning();
    const moves = ids.flatMap((campaignId) => ids.map((after) => ({ campaignId, after })));
    await Promise.all(moves.map((move) => placeInQueue(ctx, move)));
    expect((await order(ctx)).sort()).toEqual([...ids].sort());
    const priorities = await ctx.db.campaign.findMany({ where: { id: { in: [...ids] } }, select: { priority: true } });
    expect(new Set(priorities.map(({ priority }) => priority)).size).toBe(3);
  });

  it('moves on to the next while the first only waits to try again', async () => {
    const { ctx, ids } = await threeRunning();
    const [a, b] = ids;
    await query(`UPDATE delivery_cursors SET exhausted = true WHERE "campaignId" = $1`, [a]);
    await query(`UPDATE deliveries SET state = 'deferred' WHERE "campaignId" = $1`, [a]);
    await query(
      `INSERT INTO delivery_deferrals ("campaignId", "contactId", "workspaceId", "dueAt", "firstAt", attempts, reason)
       SELECT "campaignId", "contactId", "workspaceId", now() + interval '1 hour', now(), 1, 'throttled'
       FROM deliveries WHERE "campaignId" = $1`,
      [a],
    );
    expect((await serving(ctx)).map(({ campaignId }) => campaignId)).toEqual([b]);
    const [first, second] = await listQueue(ctx);
    expect(first?.waits).toMatchObject([{ kind: 'retries', domain: 'lettori.example', rows: 10, reason: 'throttled' }]);
    expect(second?.waits).toEqual([]);
    await query(`UPDATE delivery_deferrals SET "dueAt" = now() WHERE "campaignId" = $1`, [a]);
    expect((await serving(ctx)).map(({ campaignId }) => campaignId)).toEqual([a]);
  });

  it('sends in its order, and does not hold up other workspaces', async () => {
    const { ctx, ids } = await threeRunning();
    const other = await makeWorkspace();
    await addContacts(other, 5, 'altrove.example');
    const elsewhere = await frozenCampaign(other);
    await placeInQueue(ctx, { campaignId: ids[2], after: null });
    const sink = await startSink();
    sinks.push(sink);
    const stop = new AbortController();
    const transport = createTransport(parseSmtpUrl(`smtp://127.0.0.1:${sink.port}`), { sessions: 1 });
    const options = { transport, signal: stop.signal, connections: 1, window: 5, microBatch: 5 };
    const running = runEngineOn(systemCtx(), options);
    const finished = async (id: string) => (await systemCtx().db.campaign.findFirst({ where: { id } }))?.finishedAt;
    await expect.poll(() => finished(ids[1])).toBeTruthy();
    await expect.poll(() => finished(elsewhere)).toBeTruthy();
    stop.abort();
    await running;
    await transport.close();
    const last = async (id: string) => {
      const [row] = await query<{ at: Date }>(`SELECT max("stateAt") AS at FROM deliveries WHERE "campaignId" = $1`, [
        id,
      ]);
      return row?.at.getTime() ?? 0;
    };
    const ends = [await last(ids[2]), await last(ids[0]), await last(ids[1])];
    expect(ends).toEqual(ends.toSorted((x, y) => x - y));
    expect([...sink.counts.values()].every((n) => n === 3 || n === 1)).toBe(true);
  });

  it('shows what a second person must approve, and whether it is this one', async () => {
    const ctx = await makeWorkspace();
    const [paolo, marta] = [await memberCtx(ctx, 'editor', 'Paolo'), await memberCtx(ctx, 'owner', 'Marta')];
    const id = await readyDraft(paolo);
    const { reviewId } = await askReview(paolo, { id, at: null, note: '' });
    const [seen] = await listQueue(marta);
    expect(seen).toMatchObject({ id, review: { id: reviewId, mine: null } });
    expect(seen?.waits).toMatchObject([{ kind: 'review', asker: 'Paolo', until: null, reviewers: 1 }]);
    expect((await listQueue(paolo))[0]?.review?.mine).toBe('asker');
  });

  it('warns of a month without messages left before the time comes', async () => {
    const ctx = await makeWorkspace();
    const id = await readyDraft(ctx);
    await scheduleCampaign(ctx, { id, at: new Date(Date.now() + 60_000) });
    await query(`UPDATE entitlements SET limits = '{"messagesPerMonth": 0}' WHERE "workspaceId" = $1`, [
      ctx.workspace.id,
    ]);
    expect((await listQueue(ctx))[0]?.waits.map(({ kind }) => kind)).toEqual(['time', 'quota']);
  });
});

describe('the counts of a campaign that take long to count', () => {
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  /** Nobody reads the rows while `work` runs. */
  const locked = (work: () => Promise<unknown>) =>
    withConnection(async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE');
      await work();
      await client.query('ROLLBACK');
    });

  it('are answered as they were while they are counted again, and are then the new ones', async () => {
    const { ctx, ids } = await threeRunning();
    const [id] = ids;
    const queued = async () => (await campaignCounts(ctx, id, { staleMs: 120_000 })).states.queued;
    const began = performance.now();
    let first: Promise<number> | undefined;
    await locked(async () => {
      first = queued();
      await pause(100);
    });
    expect(await first).toBe(10);
    const took = performance.now() - began;
    await query(`UPDATE deliveries SET state = 'accepted', "stateAt" = now() WHERE "campaignId" = $1`, [id]);
    await pause(Math.max(2_000, took * 20));
    await locked(async () => expect(await queued()).toBe(10));
    await expect.poll(queued).toBe(0);
  });
});

describe('suspending, resuming and cancelling', () => {
  it('is once, however often and from however many tabs', async () => {
    const { ctx, ids } = await threeRunning();
    const [id] = ids;
    await Promise.all([1, 2, 3].map(() => suspendCampaign(ctx, id, 'refuso nel titolo')));
    expect(await stepsTo(ctx, id, 'suspended')).toBe(1);
    const item = (await listQueue(ctx)).find((each) => each.id === id);
    expect(item?.waits).toMatchObject([{ kind: 'suspended', why: null, note: 'refuso nel titolo' }]);
    await Promise.all([1, 2, 3].map(() => resumeCampaign(ctx, id)));
    // Once from the freeze, once from the suspension.
    expect(await stepsTo(ctx, id, 'sending')).toBe(2);
    await Promise.all([1, 2, 3].map(() => cancelCampaign(ctx, id)));
    expect(await stepsTo(ctx, id, 'cancelled')).toBe(1);
    expect((await campaignCounts(ctx, id, { fresh: true })).states).toMatchObject({ queued: 0, cancelled: 10 });
  });

  it('ends in one state when they meet, and a cancelled one stays so', async () => {
    for (let round = 0; round < 4; round += 1) {
      const ctx = await makeWorkspace();
      await addContacts(ctx, 3);
      const id = await frozenCampaign(ctx);
      await Promise.allSettled([suspendCampaign(ctx, id), cancelCampaign(ctx, id), resumeCampaign(ctx, id)]);
      await cancelCampaign(ctx, id);
      await expect(resumeCampaign(ctx, id)).rejects.toMatchObject({ kind: 'invalid-state' });
      await expect(suspendCampaign(ctx, id)).rejects.toMatchObject({ kind: 'invalid-state' });
      expect((await ctx.db.campaign.findFirstOrThrow({ where: { id } })).state).toBe('cancelled');
    }
  });
});

describe('what is over', () => {
  it('is paged by the moment it ended, none twice and none missing', async () => {
    const ctx = await makeWorkspace();
    const made: string[] = [];
    for (let day = 1; day <= 7; day += 1) {
      // Two end at the same moment.
      const acceptedAt = new Date(Date.UTC(2026, 9, Math.max(2, day)));
      made.push((await makeSentCampaign(ctx, { contacts: 1, level: 'off', acceptedAt })).campaignId);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listEnded>> = await listEnded(ctx, { limit: 2, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      expect(page.rows.every(({ figures }) => figures?.reached === 1)).toBe(true);
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen.slice(0, 5)).toEqual(made.slice(2).reverse());
    expect((await listEnded(await makeWorkspace(), { limit: 10 })).rows).toEqual([]);
  });
});

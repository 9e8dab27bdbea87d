import { afterEach, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { createTransport } from '#server/mail/transport.ts';
import { parseSmtpUrl } from '#server/mail/transport-config.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type Sink, type SinkOptions, startSink } from '#tests/mail/smtp-sink.ts';
import { type CampaignCounts, campaignCounts } from './campaign-counts.ts';
import { cancelCampaign, resumeCampaign, suspendCampaign } from './control-campaign.ts';
import { type EngineOptions, runEngineOn } from './engine.ts';
import { attemptsOf, listDeliveries } from './list-deliveries.sql.ts';

useDatabase();

const sinks: Sink[] = [];
const engines: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of engines.splice(0)) await stop();
  for (const sink of sinks.splice(0)) await sink.close();
});

async function sinkThat(options: SinkOptions = {}): Promise<Sink> {
  const sink = await startSink(options);
  sinks.push(sink);
  return sink;
}

/** A sink that stops reading once it has taken so many, until it is told to go on: whatever is done then is done in the middle. */
async function sinkThatPausesAt(n: number): Promise<Sink> {
  let paused = false;
  const sink = await sinkThat({
    behave: () => {
      if (!paused && sink.accepted >= n) {
        paused = true;
        sink.pause();
      }
      return undefined;
    },
  });
  return sink;
}

/** An engine on the sink; the test, or its end, stops it. */
function startEngine(sink: Sink, options: Partial<EngineOptions> = {}): () => Promise<void> {
  const stop = new AbortController();
  const sessions = options.connections ?? 4;
  const transport = createTransport(parseSmtpUrl(`smtp://127.0.0.1:${sink.port}`), { sessions });
  const running = runEngineOn(systemCtx(), { transport, signal: stop.signal, connections: sessions, ...options });
  const end = async () => {
    stop.abort();
    await running;
    await transport.close();
  };
  engines.push(end);
  return end;
}

/** Runs an engine on the sink until `until` holds of the counts. */
async function sendUntil(
  ctx: TenantCtx,
  campaignId: string,
  sink: Sink,
  until: (counts: CampaignCounts) => boolean,
  options: Partial<EngineOptions> = {},
): Promise<CampaignCounts> {
  const end = startEngine(sink, options);
  const counts = () => campaignCounts(ctx, campaignId, { fresh: true });
  await expect.poll(counts).toSatisfy(until);
  await end();
  return counts();
}

const through = ({ states }: CampaignCounts) =>
  states.queued + states.leased + states.committing + states.deferred === 0;
const sum = ({ states }: CampaignCounts) => Object.values(states).reduce((a, b) => a + b, 0);
const stateOf = async (ctx: TenantCtx, id: string) => (await ctx.db.campaign.findFirstOrThrow({ where: { id } })).state;
const doubled = (sink: Sink) => [...sink.counts.values()].filter((n) => n > 1).length;

describe('the sending engine', () => {
  it('sends to everyone once, records each answer, and finishes', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 300);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat({ keepBytes: true });
    const counts = await sendUntil(ctx, id, sink, through);
    await expect.poll(() => sink.counts.size).toBe(300);
    expect(counts.states.accepted).toBe(300);
    expect(sum(counts)).toBe(counts.audience);
    expect(doubled(sink)).toBe(0);
    const [first] = (await listDeliveries(ctx, { campaignId: id, limit: 1 })).rows;
    const tries = await attemptsOf(ctx, { campaignId: id, contactId: first?.contactId ?? '' });
    expect(tries).toMatchObject([
      { attempt: 1, outcome: 'accepted', phase: 'end-of-data', code: 250, enhanced: '2.0.0' },
    ]);
    const mail = sink.messages.find((message) => message.to[0] === 'p7@lettori.example');
    expect(mail?.from).toBe('notizie@lungofiume.example');
    const text = mail?.bytes?.toString('latin1') ?? '';
    expect(text).toMatch(/^Subject: Notizie per Nome7\r$/m);
    expect(text).toMatch(/^List-Unsubscribe:\s+<http[^>]+\/u\/[\w-]+>\r$/m);
    expect(text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  it('leaves nothing behind: no lease, no deferral, and the campaign finished with a job to close it', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 40);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat();
    const end = startEngine(sink);
    await expect.poll(() => stateOf(ctx, id)).toBe('finished');
    await end();
    expect(await query('SELECT 1 FROM delivery_leases WHERE "campaignId" = $1', [id])).toEqual([]);
    expect(await query('SELECT 1 FROM delivery_deferrals WHERE "campaignId" = $1', [id])).toEqual([]);
    const jobs = await query(`SELECT 1 FROM pgboss.job WHERE name = 'campaigns.close' AND data->>'campaignId' = $1`, [
      id,
    ]);
    expect(jobs).toHaveLength(1);
  });

  it('doubles nothing with two engines at once', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 600);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat();
    const [counts] = await Promise.all([sendUntil(ctx, id, sink, through), sendUntil(ctx, id, sink, through)]);
    expect(counts.states.accepted).toBe(600);
    expect(sink.counts.size).toBe(600);
    expect(doubled(sink)).toBe(0);
  });

  it('loses and doubles nothing with ten workers that come and go', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 500);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat();
    const small = { connections: 2, microBatch: 30 };
    const worker = async (at: number) => {
      await sendUntil(ctx, id, sink, (counts) => through(counts) || counts.states.accepted > at * 40, small);
    };
    await Promise.all(Array.from({ length: 10 }, (_, at) => worker(at)));
    const counts = await sendUntil(ctx, id, sink, through, small);
    expect(counts.states.accepted).toBe(500);
    expect(sink.counts.size).toBe(500);
    expect(doubled(sink)).toBe(0);
  });

  it('serves a small campaign while a large one is under way', async () => {
    const large = await makeWorkspace();
    const small = await makeWorkspace();
    await addContacts(large, 1500);
    await addContacts(small, 20, 'pochi.example');
    const big = await frozenCampaign(large);
    await frozenCampaign(small);
    const sink = await sinkThat();
    await sendUntil(large, big, sink, through);
    const isSmall = sink.messages.map(({ to }) => to[0]?.endsWith('@pochi.example'));
    expect(isSmall.filter(Boolean)).toHaveLength(20);
    expect(isSmall.lastIndexOf(true)).toBeLessThan(1000);
    expect(doubled(sink)).toBe(0);
  });
});

describe('suspending', () => {
  it('stops what is not under way and goes on exactly there', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 1000);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThatPausesAt(100);
    const end = startEngine(sink);
    await expect.poll(() => sink.accepted).toBeGreaterThanOrEqual(100);
    await suspendCampaign(ctx, id);
    sink.resume();
    await expect
      .poll(async () => {
        const { states } = await campaignCounts(ctx, id, { fresh: true });
        return states.leased + states.committing;
      })
      .toBe(0);
    const sent = sink.accepted;
    expect(sent).toBeLessThan(1000);
    const held = await campaignCounts(ctx, id, { fresh: true });
    expect(held.states).toMatchObject({ accepted: sent, queued: 1000 - sent });
    await resumeCampaign(ctx, id);
    await expect.poll(() => stateOf(ctx, id)).toBe('finished');
    await end();
    expect(sink.counts.size).toBe(1000);
    expect(doubled(sink)).toBe(0);
  });

  it('is not needed for cancelling, which settles the rest', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 1000);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThatPausesAt(100);
    const end = startEngine(sink);
    await expect.poll(() => sink.accepted).toBeGreaterThanOrEqual(100);
    await cancelCampaign(ctx, id);
    sink.resume();
    await expect.poll(async () => through(await campaignCounts(ctx, id, { fresh: true }))).toBe(true);
    await end();
    const { states } = await campaignCounts(ctx, id, { fresh: true });
    expect(states.accepted).toBe(sink.accepted);
    expect(states.accepted + states.cancelled).toBe(1000);
    expect(states.cancelled).toBeGreaterThan(0);
  });
});

describe('a server that misbehaves', () => {
  it('ends only the addresses that it says are unknown', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 60);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat({
      behave: ({ phase, address }) => {
        if (phase !== 'rcpt') return undefined;
        if (address === 'p1@lettori.example') return { answer: '550 5.1.1 user unknown' };
        if (address === 'p2@lettori.example') return { answer: '550 5.7.1 rejected by content policy' };
        return undefined;
      },
    });
    const { states, reasons } = await sendUntil(ctx, id, sink, through);
    expect(states).toMatchObject({ accepted: 58, bounced: 1, failed: 1 });
    expect(reasons.map((one) => one.state).sort()).toEqual(['bounced', 'failed']);
    const ended = await ctx.db.addressState.findMany({ where: { deliverability: 'undeliverable' } });
    expect(ended.map((one) => one.addressKey)).toEqual(['p1@lettori.example']);
  });

  it('is tried again later by those it defers, with every answer kept', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 30);
    const id = await frozenCampaign(ctx);
    const refusals = new Map<string, number>();
    const sink = await sinkThat({
      behave: ({ phase, address }) => {
        if (phase !== 'rcpt' || !/^p[1-5]@/.test(address)) return undefined;
        const n = (refusals.get(address) ?? 0) + 1;
        refusals.set(address, n);
        return n <= 2 ? { answer: '451 4.7.1 greylisted, try again in 300 seconds' } : undefined;
      },
    });
    const { states } = await sendUntil(ctx, id, sink, through, { retrySeconds: 0.05 });
    expect(states.accepted).toBe(30);
    const [row] = await query<{ id: string }>(
      `SELECT id FROM contacts WHERE "workspaceId" = $1 AND address = 'p3@lettori.example'`,
      [ctx.workspace.id],
    );
    const tries = await attemptsOf(ctx, { campaignId: id, contactId: row?.id ?? '' });
    expect(tries.map((one) => [one.attempt, one.outcome, one.code])).toEqual([
      [1, 'deferred', 451],
      [2, 'deferred', 451],
      [3, 'accepted', 250],
    ]);
    expect(doubled(sink)).toBe(0);
  });

  it('makes rows expire when the limit has passed', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 3);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat({
      behave: ({ phase }) => (phase === 'rcpt' ? { answer: '451 4.3.0 later' } : undefined),
    });
    await sendUntil(ctx, id, sink, ({ states }) => states.deferred === 3, { retrySeconds: 3600 });
    await query(
      `UPDATE delivery_deferrals SET "firstAt" = now() - interval '3 days', "dueAt" = now() WHERE "campaignId" = $1`,
      [id],
    );
    const { states } = await sendUntil(ctx, id, sink, through);
    expect(states.expired).toBe(3);
  });

  it('slows the stream and fails nobody when it refuses whole connections', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 50);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat({
      behave: ({ phase, connection }) =>
        phase === 'connect' && connection <= 6 ? { answer: '421 4.7.0 too many connections', close: true } : undefined,
    });
    const { states } = await sendUntil(ctx, id, sink, through, { retrySeconds: 0.05 });
    expect(states.accepted).toBe(50);
  });

  it('leaves as uncertain what it may have taken, and never sends it again', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 50);
    const id = await frozenCampaign(ctx);
    const sink = await sinkThat({
      behave: ({ phase, address }) =>
        phase === 'dot' && address === 'p9@lettori.example' ? { close: true, record: true } : undefined,
    });
    const { states, reasons } = await sendUntil(ctx, id, sink, through);
    expect(states).toMatchObject({ accepted: 49, uncertain: 1 });
    expect(reasons).toMatchObject([{ state: 'uncertain', reason: 'no-answer', count: 1 }]);
    expect(doubled(sink)).toBe(0);
  });
});

describe('the claim', () => {
  it('leaves out who may no longer be sent to, and says why', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 20);
    const id = await frozenCampaign(ctx);
    const { id: workspaceId } = ctx.workspace;
    await query(
      `UPDATE subscriptions s SET state = 'unsubscribed' FROM contacts c WHERE c.id = s."contactId"
       AND s."workspaceId" = $1 AND c.address = 'p1@lettori.example'`,
      [workspaceId],
    );
    await query(
      `INSERT INTO address_states ("workspaceId", "addressKey", "blockedAt") VALUES ($1, 'p2@lettori.example', now())`,
      [workspaceId],
    );
    await query(`DELETE FROM contacts WHERE "workspaceId" = $1 AND address = 'p3@lettori.example'`, [workspaceId]);
    const sink = await sinkThat();
    const { states, reasons } = await sendUntil(ctx, id, sink, through);
    expect(states).toMatchObject({ accepted: 17, skipped: 3 });
    expect(reasons.map((one) => one.reason).sort()).toEqual(['blocked', 'erased', 'unsubscribed']);
  });

  it('honours a tracking consent that was withdrawn after the freeze', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 2);
    await query(
      `UPDATE contacts SET "trackOpens" = 'individual', "trackClicks" = 'individual' WHERE "workspaceId" = $1`,
      [ctx.workspace.id],
    );
    const id = await frozenCampaign(ctx);
    await query(
      `UPDATE contacts SET "trackOpens" = 'off', "trackClicks" = 'off' WHERE "workspaceId" = $1 AND address = 'p1@lettori.example'`,
      [ctx.workspace.id],
    );
    const sink = await sinkThat({ keepBytes: true });
    await sendUntil(ctx, id, sink, through);
    const html = (to: string) =>
      sink.messages
        .find((one) => one.to[0] === to)
        ?.bytes?.toString('latin1')
        .replaceAll('=\r\n', '') ?? '';
    expect(html('p2@lettori.example')).toContain('/t/o/');
    expect(html('p2@lettori.example')).toContain('/t/c/');
    expect(html('p1@lettori.example')).not.toContain('/t/');
    const rows = (await listDeliveries(ctx, { campaignId: id, limit: 10 })).rows;
    expect(rows.find((row) => row.address === 'p1@lettori.example')).toMatchObject({
      trackOpens: 'off',
      trackClicks: 'off',
    });
  });

  it('sends nothing for a workspace that is suspended', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 5);
    const id = await frozenCampaign(ctx);
    await query(`UPDATE workspaces SET state = 'suspended' WHERE id = $1`, [ctx.workspace.id]);
    const other = await makeWorkspace();
    await addContacts(other, 5);
    const sink = await sinkThat();
    await sendUntil(other, await frozenCampaign(other), sink, through);
    expect((await campaignCounts(ctx, id, { fresh: true })).states.queued).toBe(5);
  });
});

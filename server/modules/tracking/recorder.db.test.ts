import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import type { TrackedEvent } from './events.ts';
import { openRecorder, type Recorder } from './recorder.sql.ts';
import { checkCounters } from './recount.sql.ts';

useDatabase();

let ctx: TenantCtx;
let recorder: Recorder;
const folder = mkdtempSync(join(tmpdir(), 'postino-recorder-'));
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const accepted = Date.now() - 3_600_000;

beforeAll(async () => {
  ctx = await makeWorkspace();
  recorder = openRecorder({ dataFolder: folder, log: createLog('test'), act: async () => undefined });
});
afterAll(async () => {
  await recorder.sink.close();
  rmSync(folder, { recursive: true, force: true });
});

const campaignOf = (level: 'off' | 'aggregate' | 'individual' = 'individual', contacts = 1) =>
  makeSentCampaign(ctx, {
    contacts,
    level,
    acceptedAt: new Date(accepted),
    links: ['https://a.example/', 'https://b.example/'],
  });

function eventOf(campaignId: string, contactId: string | null, changes: Partial<TrackedEvent> = {}): TrackedEvent {
  const at = changes.at ?? accepted + 600_000;
  const base = { campaignId, contactId, kind: 'open', link: null, class: 'likely-human', reason: 'browser' } as const;
  const known = contactId === null ? { address: null, agent: null } : { address: '203.0.113.9', agent };
  return { id: uuid7(at), at, ...base, ...known, ...changes };
}

async function rowsOf(campaignId: string) {
  const { rows } = await hotPool().query<{
    contactId: string | null;
    address: string | null;
    class: string;
    reason: string;
    repeats: number;
    link: number | null;
  }>(
    'SELECT "contactId", address, agent, class, reason, repeats, link FROM events WHERE "campaignId" = $1 ORDER BY id',
    [campaignId],
  );
  return rows;
}

describe('the recorder', () => {
  it('has committed the row and its counter when it answers', async () => {
    const { campaignId, contactIds } = await campaignOf();
    await recorder.sink.record(eventOf(campaignId, contactIds[0] ?? null));
    expect(await rowsOf(campaignId)).toMatchObject([
      { contactId: contactIds[0], address: '203.0.113.9', class: 'likely-human', repeats: 0 },
    ]);
    expect(await checkCounters(ctx, campaignId)).toEqual([]);
  });

  it('counts an event once however often it is replayed', async () => {
    const { campaignId, contactIds } = await campaignOf();
    const named = eventOf(campaignId, contactIds[0] ?? null);
    const shared = eventOf(campaignId, null);
    for (let time = 0; time < 3; time++) {
      await recorder.sink.record(named);
      await recorder.sink.record(shared);
    }
    expect((await rowsOf(campaignId)).map((row) => row.repeats)).toEqual([0, 0]);
    expect(await checkCounters(ctx, campaignId)).toEqual([]);
  });

  it('adds repeats of the same act within ten seconds to a count, in one batch and over several', async () => {
    const { campaignId, contactIds } = await campaignOf();
    const at = accepted + 600_000;
    const act = (ms: number) => eventOf(campaignId, contactIds[0] ?? null, { kind: 'click', link: 0, at: at + ms });
    await Promise.all([act(0), act(500), act(900), act(1_000)].map((event) => recorder.sink.record(event)));
    await recorder.sink.record(act(5_000));
    await recorder.sink.record(act(60_000));
    expect((await rowsOf(campaignId)).map((row) => row.repeats)).toEqual([4, 0]);
    expect(await checkCounters(ctx, campaignId)).toEqual([]);
  });

  it('never folds what recipients without individual consent do: nobody knows whether it is one of them', async () => {
    const { campaignId } = await campaignOf('aggregate', 2);
    await Promise.all(
      [0, 1, 2].map((ms) => recorder.sink.record(eventOf(campaignId, null, { at: accepted + 600_000 + ms }))),
    );
    expect(await rowsOf(campaignId)).toHaveLength(3);
  });

  it('keeps nothing personal of a recipient who has withdrawn individual consent since', async () => {
    const { campaignId, contactIds } = await campaignOf();
    await ctx.db.contact.updateMany({ where: { id: contactIds[0] ?? '' }, data: { trackOpens: 'aggregate' } });
    await recorder.sink.record(eventOf(campaignId, contactIds[0] ?? null));
    expect(await rowsOf(campaignId)).toMatchObject([{ contactId: null, address: null, agent: null }]);
  });

  it('records nothing of a recipient who has switched tracking off since', async () => {
    const { campaignId, contactIds } = await campaignOf();
    await ctx.db.contact.updateMany({ where: { id: contactIds[0] ?? '' }, data: { trackOpens: 'off' } });
    await recorder.sink.record(eventOf(campaignId, contactIds[0] ?? null));
    expect(await rowsOf(campaignId)).toEqual([]);
  });

  it('takes an open in the moment of acceptance for a machine', async () => {
    const { campaignId, contactIds } = await campaignOf();
    await recorder.sink.record(eventOf(campaignId, contactIds[0] ?? null, { at: accepted + 300 }));
    expect(await rowsOf(campaignId)).toMatchObject([{ class: 'machine', reason: 'too-soon' }]);
  });

  it('judges three links at once as a machine, those before the third included, and moves the counters', async () => {
    const { campaignId, contactIds } = await campaignOf();
    const click = (link: number) =>
      eventOf(campaignId, contactIds[0] ?? null, { kind: 'click', link, at: accepted + 600_000 + link * 100 });
    for (const link of [0, 1, 2]) await recorder.sink.record(click(link));
    expect((await rowsOf(campaignId)).map((row) => [row.link, row.class, row.reason])).toEqual(
      [0, 1, 2].map((link) => [link, 'machine', 'links-at-once']),
    );
    expect(await checkCounters(ctx, campaignId)).toEqual([]);
  });

  it('drops what names a campaign that does not exist', async () => {
    await expect(recorder.sink.record(eventOf(uuid7(), null))).resolves.toBeUndefined();
  });

  it('records every one of many events at once', async () => {
    const { campaignId, contactIds } = await campaignOf('individual', 400);
    await Promise.all(contactIds.map((id) => recorder.sink.record(eventOf(campaignId, id))));
    expect(await rowsOf(campaignId)).toHaveLength(400);
    expect(await checkCounters(ctx, campaignId)).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { createLog } from '#server/lib/log.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { openRecorder, type Recorder, recount, type TrackedEvent } from '../tracking/index.ts';
import { readReport } from './campaign-report.ts';
import { recipientTimeline } from './recipient-timeline.ts';
import { listRecipients } from './recipients.sql.ts';
import { verifyReport } from './verify-report.ts';

useDatabase();

let ctx: TenantCtx;
let recorder: Recorder;
const folder = mkdtempSync(join(tmpdir(), 'postino-report-'));
const accepted = Date.now() - 3_600_000;
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
beforeAll(async () => {
  ctx = await makeWorkspace();
  recorder = openRecorder({ dataFolder: folder, log: createLog('test'), act: async () => undefined });
});
afterAll(async () => {
  await recorder.sink.close();
  rmSync(folder, { recursive: true, force: true });
});

const links = ['https://a.example/', 'https://b.example/'];
const send = (contacts: number) =>
  makeSentCampaign(ctx, { contacts, level: 'individual', acceptedAt: new Date(accepted), links });
const act = (
  campaignId: string,
  contactId: string | null,
  kind: TrackedEvent['kind'],
  changes: Partial<TrackedEvent> = {},
) => {
  const at = accepted + 1_200_000;
  const base: TrackedEvent = {
    id: uuid7(at),
    at,
    campaignId,
    contactId,
    kind,
    link: kind === 'click' ? 0 : null,
    class: 'likely-human',
    reason: 'browser',
    address: contactId && '203.0.113.9',
    agent: contactId && agent,
  };
  return recorder.sink.record({ ...base, ...changes });
};

describe('a report', () => {
  it('counts people once and their acts as often as they were', async () => {
    const { campaignId, contactIds } = await send(10);
    const [anna = '', bruno = '', carla = ''] = contactIds;
    await act(campaignId, anna, 'open');
    await act(campaignId, anna, 'open', { at: accepted + 2_400_000, id: uuid7(accepted + 2_400_000) });
    await act(campaignId, bruno, 'open', { agent: 'Mozilla/5.0', class: 'unknowable', reason: 'apple-privacy-proxy' });
    await act(campaignId, carla, 'open', { agent: 'curl/8', class: 'machine', reason: 'tool' });
    await act(campaignId, null, 'open');
    await act(campaignId, anna, 'click');
    await act(campaignId, null, 'click', { link: 1 });
    await act(campaignId, bruno, 'unsubscribe', { reason: 'button' });

    const report = await readReport(ctx, campaignId);
    expect(report.opens).toEqual({ events: { likely: 3, possible: 4 }, people: { likely: 1, possible: 2 } });
    expect(report.clicks).toEqual({ events: { likely: 2, possible: 2 }, people: { likely: 1, possible: 1 } });
    expect(report.machine).toEqual({ opens: 1, clicks: 0 });
    expect(report.unsubscribed).toBe(1);
    expect(report.links.map(({ index, clicks, people }) => [index, clicks, people])).toEqual([
      [0, 1, 1],
      [1, 1, 0],
    ]);
    expect(await verifyReport(ctx, campaignId)).toMatchObject({
      audience: 10,
      counted: 10,
      sumsMatch: true,
      counterMismatches: 0,
    });
  });

  it('is found out when a kept sum is wrong, and put right by a recount', async () => {
    const { campaignId, contactIds } = await send(1);
    await act(campaignId, contactIds[0] ?? '', 'open');
    await hotPool().query('UPDATE event_counters SET events = 7 WHERE "campaignId" = $1', [campaignId]);
    expect((await verifyReport(ctx, campaignId)).counterMismatches).toBe(1);
    expect(await recount(ctx, campaignId)).toBe(1);
    expect((await verifyReport(ctx, campaignId)).counterMismatches).toBe(0);
    expect((await readReport(ctx, campaignId)).opens.events.likely).toBe(1);
  });

  it('is found out when a row of the ledger is missing', async () => {
    const { campaignId, contactIds } = await send(3);
    await hotPool().query('DELETE FROM deliveries WHERE "contactId" = $1', [contactIds[0]]);
    expect(await verifyReport(ctx, campaignId)).toMatchObject({ audience: 3, counted: 2, sumsMatch: false });
  });

  it('lists recipients a page at a time, narrowed by what they did', async () => {
    const { campaignId, contactIds } = await send(5);
    const [anna = '', bruno = ''] = contactIds;
    await act(campaignId, anna, 'open');
    await act(campaignId, bruno, 'click');
    const first = await listRecipients(ctx, { campaignId, limit: 2 });
    const second = await listRecipients(ctx, { campaignId, limit: 5, cursor: first.next });
    expect([...first.rows, ...second.rows].map((row) => row.contactId)).toEqual([...contactIds].sort());
    expect(second.next).toBeNull();
    expect((await listRecipients(ctx, { campaignId, limit: 5, filter: 'opened' })).rows).toMatchObject([
      { contactId: anna, opened: true, clicked: false },
    ]);
    expect(
      (await listRecipients(ctx, { campaignId, limit: 5, filter: 'clicked' })).rows.map((row) => row.contactId),
    ).toEqual([bruno]);
    expect((await listRecipients(ctx, { campaignId, limit: 5, filter: 'bounced' })).rows).toEqual([]);
    const address = first.rows[0]?.address ?? '';
    expect((await listRecipients(ctx, { campaignId, limit: 5, q: address.toUpperCase() })).rows).toHaveLength(1);
  });

  it('tells of one recipient what became of the message and what it did', async () => {
    const { campaignId, contactIds } = await send(1);
    const [contactId = ''] = contactIds;
    await act(campaignId, contactId, 'click', { link: 1 });
    const timeline = await recipientTimeline(ctx, { campaignId, contactId });
    expect(timeline.recipient).toMatchObject({ contactId, state: 'accepted', opens: 'individual' });
    expect(timeline.events).toMatchObject([{ kind: 'click', url: links[1], class: 'likely-human' }]);
  });

  it("does not exist for another customer's workspace", async () => {
    const { campaignId, contactIds } = await send(1);
    const other = await makeWorkspace();
    await expect(readReport(other, campaignId)).rejects.toBeInstanceOf(NotFound);
    await expect(recipientTimeline(other, { campaignId, contactId: contactIds[0] ?? '' })).rejects.toBeInstanceOf(
      NotFound,
    );
    expect((await listRecipients(other, { campaignId, limit: 5 })).rows).toEqual([]);
  });
});

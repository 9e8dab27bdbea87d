import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { createLog } from '#server/lib/log.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import { listAudit } from '../audit/list-audit.ts';
import { openRecorder, type Recorder, recount, type TrackedEvent } from '../tracking/index.ts';
import { countSums, readReport } from './campaign-report.ts';
import { compareCampaigns } from './compare-campaigns.ts';
import { linkMap, openLinkMap } from './link-map.ts';
import { recipientTimeline } from './recipient-timeline.ts';
import { listRecipients } from './recipients.sql.ts';
import { reportFile } from './report-file.ts';
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

/** Puts contacts into a new group below another. */
async function grouped(contactIds: string[]) {
  const workspaceId = ctx.workspace.id;
  const [parent, child] = [uuid7(), uuid7()];
  await ctx.db.group.create({ data: { workspaceId, id: parent, name: `Soci ${parent}` } });
  await ctx.db.group.create({ data: { workspaceId, id: child, parentId: parent, name: 'Giovani' } });
  for (const contactId of contactIds)
    await ctx.db.groupMember.create({ data: { workspaceId, groupId: child, contactId } });
  return parent;
}
const sumsOf = async (campaignId: string, scope: { groupId?: string; at?: string }) =>
  countSums(ctx, await ctx.db.campaign.findFirstOrThrow({ where: { id: campaignId } }), scope);

describe('a report of some recipients', () => {
  it('counts a group with those below it, and sums to the whole with the rest', async () => {
    const { campaignId, contactIds } = await send(6);
    const [anna = '', bruno = '', carla = ''] = contactIds;
    const groupId = await grouped([anna, bruno]);
    await act(campaignId, anna, 'open');
    await act(campaignId, carla, 'open');
    await act(campaignId, bruno, 'click');
    await act(campaignId, null, 'click');
    const part = await sumsOf(campaignId, { groupId });
    expect(part).toMatchObject({ audience: 2, reached: 2, sumsMatch: true });
    expect(part.opens).toEqual({ events: { likely: 1, possible: 1 }, people: { likely: 1, possible: 1 } });
    expect(part.clicks.events.likely).toBe(1);
    expect(part.links[0]).toMatchObject({ clicks: 1, people: 1 });
    const { rows } = await listRecipients(ctx, { campaignId, limit: 10, groupId });
    expect(rows.map((row) => row.contactId).sort()).toEqual([anna, bruno].sort());
  });

  it('tells mailbox providers apart from domains', async () => {
    const { campaignId, contactIds } = await send(3);
    const [anna = ''] = contactIds;
    await ctx.db.contact.updateMany({ where: { id: anna }, data: { addressKey: `anna.${campaignId}@gmail.com` } });
    const whole = await sumsOf(campaignId, {});
    expect(whole.places).toMatchObject([
      { place: 'domain:prova.example', recipients: 2 },
      { place: 'provider:google', name: 'Gmail', recipients: 1, reached: 1 },
    ]);
    expect((await sumsOf(campaignId, { at: 'provider:google' })).audience).toBe(1);
    expect((await sumsOf(campaignId, { at: 'domain:prova.example' })).audience).toBe(2);
    expect((await sumsOf(campaignId, { at: 'provider:nobody' })).audience).toBe(0);
  });

  it('is nothing of another workspace’s group', async () => {
    const { campaignId, contactIds } = await send(1);
    const groupId = await grouped(contactIds);
    const other = await makeWorkspace();
    const theirs = uuid7();
    await other.db.group.create({ data: { workspaceId: other.workspace.id, id: theirs, name: 'Loro' } });
    expect((await sumsOf(campaignId, { groupId: theirs })).audience).toBe(0);
    expect((await sumsOf(campaignId, { groupId })).audience).toBe(1);
  });
});

describe('what a report adds', () => {
  it('counts complaints, forwards and the ways out, and times the readers', async () => {
    const { campaignId, contactIds } = await send(4);
    const [anna = '', bruno = '', carla = ''] = contactIds;
    const workspaceId = ctx.workspace.id;
    await act(campaignId, anna, 'open');
    await act(campaignId, anna, 'unsubscribe', { reason: 'one-click' });
    await act(campaignId, bruno, 'unsubscribe', { reason: 'button' });
    const { addressKey } = await ctx.db.contact.findFirstOrThrow({ where: { id: carla } });
    await ctx.db.addressState.create({ data: { workspaceId, addressKey, deliverability: 'complained' } });
    for (const detail of [{ campaignId }, { campaignId: uuid7() }]) {
      const change = { workspaceId, contactId: carla, at: new Date(), kind: 'complained', actorName: 'Automation' };
      await ctx.db.contactChange.create({ data: { ...change, detail } });
    }
    const row = { workspaceId, campaignId, contactId: anna, at: new Date(), friend: '' };
    await ctx.db.forward.create({ data: { ...row, sentAt: new Date() } });
    await ctx.db.forward.create({ data: { ...row, failure: 'suppressed' } });
    const sums = await sumsOf(campaignId, {});
    expect(sums.complaints).toBe(1);
    expect(sums.forwards).toEqual({ sent: 1, waiting: 0, notSent: 1 });
    expect(sums.unsubscribedHow).toEqual(
      expect.arrayContaining([
        { name: 'one-click', people: 1 },
        { name: 'button', people: 1 },
      ]),
    );
    expect(sums.opensAfter).toMatchObject({ people: 1, medianStep: 2 });
    expect(sums.programs).toEqual([{ name: 'Firefox', people: 1 }]);
    expect(sums.delivery.points.reduce((sum, point) => sum + point.accepted, 0)).toBe(4);
    const complained = await listRecipients(ctx, { campaignId, limit: 10, filter: 'complained' });
    expect(complained.rows.map(({ contactId }) => contactId)).toEqual([carla]);
  });

  it('never tells who passed it on where links are not followed one by one', async () => {
    const sent = await makeSentCampaign(ctx, {
      contacts: 1,
      level: 'aggregate',
      acceptedAt: new Date(accepted),
      links,
    });
    const { campaignId, contactIds } = sent;
    const contactId = contactIds[0] ?? '';
    const row = {
      workspaceId: ctx.workspace.id,
      campaignId,
      contactId,
      at: new Date(),
      friend: '',
      sentAt: new Date(),
    };
    await ctx.db.forward.create({ data: row });
    const groupId = await grouped(contactIds);
    expect((await sumsOf(campaignId, {})).forwards.sent).toBe(1);
    expect((await sumsOf(campaignId, { groupId })).forwards.sent).toBe(0);
    expect((await listRecipients(ctx, { campaignId, limit: 10, filter: 'forwarded' })).rows).toEqual([]);
    expect((await recipientTimeline(ctx, { campaignId, contactId })).forwards).toEqual([]);
  });

  it('lists who followed one link', async () => {
    const { campaignId, contactIds } = await send(3);
    const [anna = '', bruno = ''] = contactIds;
    await act(campaignId, anna, 'click', { link: 0 });
    await act(campaignId, bruno, 'click', { link: 1 });
    const { rows } = await listRecipients(ctx, { campaignId, limit: 10, link: 1 });
    expect(rows.map(({ contactId }) => contactId)).toEqual([bruno]);
  });
});

describe('a comparison', () => {
  it('puts a campaign beside others and what the last ones came to, re-sends apart', async () => {
    const other = await makeWorkspace();
    const at = (hours: number) => new Date(accepted - hours * 3_600_000);
    const of = (hours: number) =>
      makeSentCampaign(other, { contacts: 2, level: 'individual', acceptedAt: at(hours), links });
    const [oldest, resend, before, now] = [await of(30), await of(20), await of(10), await of(0)];
    await other.db.campaign.updateMany({ where: { id: resend.campaignId }, data: { resendOfId: oldest.campaignId } });
    await act(before.campaignId, before.contactIds[0] ?? '', 'open');
    const compared = await compareCampaigns(other, {
      campaignId: now.campaignId,
      others: [resend.campaignId],
      last: 10,
    });
    expect(compared.columns.map(({ id }) => id)).toEqual([now.campaignId, resend.campaignId]);
    expect(compared.average).toMatchObject({ campaigns: 2, sums: { opensTracked: 4, opened: { likely: 1 } } });
    const input = { campaignId: now.campaignId, others: [(await send(1)).campaignId], last: 10 };
    await expect(compareCampaigns(other, input)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('the link map', () => {
  it('is drawn for whoever holds its address, and for nobody else', async () => {
    const { campaignId, contactIds } = await send(2);
    const button = newBlock('button', 'b', 'it');
    const document = emptyDocument('it');
    if (button.type === 'button')
      document.blocks = links.map((href, at) => ({ ...button, id: `b${at}`, label: 'Vai', href }));
    const options = { subject: 'x', preheader: '', language: 'it' as const, imageUrl: (hash: string) => hash };
    const compiled = JSON.parse(JSON.stringify(await renderDocument(document, options)));
    await ctx.db.campaignBody.create({
      data: { workspaceId: ctx.workspace.id, campaignId, compiledAt: new Date(), compiled },
    });
    await act(campaignId, contactIds[0] ?? '', 'click', { link: 1 });
    const map = await linkMap(ctx, { campaignId, show: 'people', locale: 'it' });
    expect(map.links.map(({ index, share, places }) => [index, share, places])).toEqual([
      [1, 0.5, [1]],
      [0, 0, [0]],
    ]);
    const token = new URL(map.url ?? '').pathname.split('/').at(-1) ?? '';
    const wide: PublicCtx = { ...systemCtx(), kind: 'public', actor: { kind: 'public', name: 'x' } };
    expect(await openLinkMap(wide, token)).toContain('content:"50,0 % · 1"');
    for (const forged of [token.replace('people', 'clicks'), `${token}x`, token.replace(campaignId, uuid7()), 'x'])
      await expect(openLinkMap(wide, forged)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('the file of a report', () => {
  it('has a line for each recipient, says nothing of who is not followed, and holds no formula', async () => {
    const { campaignId, contactIds } = await send(3);
    const [anna = '', bruno = ''] = contactIds;
    await ctx.db.contact.updateMany({ where: { id: anna }, data: { firstName: '=1+1' } });
    await hotPool().query(
      `UPDATE deliveries SET "trackOpens" = 'aggregate', "trackClicks" = 'aggregate' WHERE "contactId" = $1`,
      [bruno],
    );
    await act(campaignId, anna, 'click', { link: 1 });
    const file = await reportFile(ctx, { campaignId, format: 'csv', scope: {}, language: 'it' });
    expect(file.name).toMatch(/^visite-guidate-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await text(file.contents)).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.includes("'=1+1"))).toContain(',1,https://b.example/,');
    const untracked = lines.find((line) => line.split(',')[7] === '' && line.includes('@'));
    expect(untracked?.split(',').slice(7)).toEqual(['', '', '', '', '']);
    const { rows } = await listAudit(ctx, { limit: 5, action: 'reports.export' });
    expect(rows[0]).toMatchObject({ after: { format: 'csv' } });
  });

  it('opens in a spreadsheet program', async () => {
    const { campaignId } = await send(2);
    const file = await reportFile(ctx, { campaignId, format: 'xlsx', scope: {}, language: 'en' });
    const bytes = await buffer(file.contents);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });
});

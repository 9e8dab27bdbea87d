import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { urlsFor } from '#server/lib/tracking-token.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { presetDocument } from '#shared/document/presets.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type HotServer, startHotServer } from '#tests/http/hot-server.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';

useDatabase();

let ctx: TenantCtx;
let server: HotServer;
let origin: string;
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const acceptedAt = new Date(Date.now() - 3_600_000);

beforeAll(async () => {
  server = await startHotServer();
  origin = server.origin;
  ctx = await makeWorkspace();
});
afterAll(() => server.close());

async function send(level: 'off' | 'aggregate' | 'individual' = 'individual', language = 'it') {
  const sent = await makeSentCampaign(ctx, {
    contacts: 1,
    level,
    acceptedAt,
    language,
    links: ['https://a.example/x'],
  });
  const [contactId = ''] = sent.contactIds;
  const levels = { opens: level, clicks: level };
  return { ...sent, contactId, urls: urlsFor(origin, { campaignId: sent.campaignId, contactId }, levels) };
}
const get = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init, headers: { 'User-Agent': agent, ...init.headers } });
const post = (url: string, body: string) =>
  get(url, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
async function eventsOf(campaignId: string) {
  const { rows } = await hotPool().query<{ kind: string; contactId: string | null; address: string | null }>(
    'SELECT kind, "contactId", address, class, reason, link FROM events WHERE "campaignId" = $1 ORDER BY id',
    [campaignId],
  );
  return rows;
}
const stateOf = async (contactId: string) =>
  (await ctx.db.subscription.findFirstOrThrow({ where: { contactId } })).state;

describe('the hot endpoints', () => {
  it('show the pixel and lead on, with the events written when they have answered', async () => {
    const { campaignId, contactId, urls } = await send();
    const pixel = await get(urls.pixelUrl ?? '');
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect((await pixel.arrayBuffer()).byteLength).toBe(42);
    const click = await get(urls.linkUrl(0));
    expect([click.status, click.headers.get('location')]).toEqual([302, 'https://a.example/x']);
    expect(await eventsOf(campaignId)).toMatchObject([
      { kind: 'open', contactId, address: '127.0.0.1', class: 'likely-human' },
      { kind: 'click', contactId, link: 0 },
    ]);
  });

  it('leave no trace of a forged token, which sees the same pixel and a page that says what is wrong', async () => {
    const { campaignId, urls } = await send();
    const forged = (urls.pixelUrl ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await get(forged)).status).toBe(200);
    const page = await get(urls.linkUrl(7));
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Questo collegamento non è valido');
    expect(await eventsOf(campaignId)).toEqual([]);
  });

  it('never set a cookie', async () => {
    const { urls } = await send();
    for (const url of [urls.pixelUrl ?? '', urls.linkUrl(0), urls.unsubscribeUrl]) {
      expect((await get(url)).headers.get('set-cookie')).toBeNull();
    }
  });

  it('leave everything else to Next', async () => {
    for (const path of ['/', '/t', '/t/x/y', '/u/', '/u/a/b', '/w/demo'])
      expect((await get(origin + path)).status).toBe(418);
  });
});

describe('the unsubscribe page', () => {
  it('changes nothing by GET, whatever the address says', async () => {
    const { contactId, urls } = await send();
    const page = await get(`${urls.unsubscribeUrl}?List-Unsubscribe=One-Click`);
    expect(await page.text()).toContain('Disiscriviti');
    expect(await stateOf(contactId)).toBe('subscribed');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('hides most of the address: the link may have been forwarded', async () => {
    const { urls, contactId } = await send();
    const { address } = await ctx.db.contact.findFirstOrThrow({ where: { id: contactId } });
    const text = await (await get(urls.unsubscribeUrl)).text();
    expect(text).not.toContain(address);
    expect(text).toContain('@prova.example');
  });

  it("speaks the contact's language", async () => {
    const { urls } = await send('individual', 'en');
    expect(await (await get(urls.unsubscribeUrl)).text()).toMatch(/lang="en"[\s\S]*Unsubscribe from/);
  });

  it('acts on one click without redirect, cookie or origin', async () => {
    const { campaignId, contactId, urls } = await send('aggregate');
    const answer = await post(urls.oneClickUrl, 'List-Unsubscribe=One-Click');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await stateOf(contactId)).toBe('unsubscribed');
    expect(await eventsOf(campaignId)).toMatchObject([
      { kind: 'unsubscribe', contactId, address: null, reason: 'one-click' },
    ]);
  });

  it('acts on the button, and takes it back right there only', async () => {
    const { contactId, urls } = await send();
    const done = await post(urls.unsubscribeUrl, 'action=unsubscribe');
    expect(await done.text()).toContain('Mi sono sbagliato');
    expect(await stateOf(contactId)).toBe('unsubscribed');
    await post(urls.unsubscribeUrl, 'action=resubscribe');
    expect(await stateOf(contactId)).toBe('subscribed');

    await post(urls.unsubscribeUrl, 'action=unsubscribe');
    await ctx.db.subscription.updateMany({ where: { contactId }, data: { stateAt: new Date(Date.now() - 7_200_000) } });
    expect(await (await post(urls.unsubscribeUrl, 'action=resubscribe')).text()).toContain('troppo tempo');
    expect(await stateOf(contactId)).toBe('unsubscribed');
  });

  it('ends every topic when asked to', async () => {
    const { contactId, urls } = await send();
    const topic = await ctx.db.topic.create({ data: { workspaceId: ctx.workspace.id, name: `Eventi ${uuid7()}` } });
    const subscription = { workspaceId: ctx.workspace.id, contactId, topicId: topic.id, basis: 'consent' as const };
    await ctx.db.subscription.create({ data: { ...subscription, state: 'subscribed', stateAt: acceptedAt } });
    expect(await (await get(urls.unsubscribeUrl)).text()).toContain(topic.name);
    await post(urls.unsubscribeUrl, 'action=unsubscribe-all');
    expect(await ctx.db.subscription.count({ where: { contactId, state: 'subscribed' } })).toBe(0);
  });

  it('lets one go on receiving without being tracked, from the next request on', async () => {
    const { campaignId, contactId, urls } = await send();
    expect(await (await get(urls.preferencesUrl)).text()).toContain('senza essere tracciato');
    await post(urls.unsubscribeUrl, 'action=tracking-off');
    expect(await ctx.db.contact.findFirst({ where: { id: contactId } })).toMatchObject({
      trackOpens: 'off',
      trackClicks: 'off',
    });
    expect(await stateOf(contactId)).toBe('subscribed');
    await get(urls.pixelUrl ?? '');
    expect((await get(urls.linkUrl(0))).headers.get('location')).toBe('https://a.example/x');
    expect((await eventsOf(campaignId)).map((event) => event.kind)).toEqual(['tracking-off']);
  });

  it('writes names as text, whatever they hold', async () => {
    const { urls } = await send();
    await ctx.db.topic.updateMany({ where: { isDefault: true }, data: { name: '<script>alert(1)</script>' } });
    expect(await (await get(urls.unsubscribeUrl)).text()).not.toContain('<script>');
    await ctx.db.topic.updateMany({ where: { isDefault: true }, data: { name: 'Newsletter' } });
  });

  it('is gone once the contact is erased, and one click still answers', async () => {
    const { contactId, urls } = await send();
    await ctx.db.contact.deleteMany({ where: { id: contactId } });
    expect((await get(urls.unsubscribeUrl)).status).toBe(410);
    expect((await post(urls.oneClickUrl, 'List-Unsubscribe=One-Click')).status).toBe(200);
  });

  it('refuses a body larger than any form of ours', async () => {
    const { urls } = await send();
    expect((await post(urls.unsubscribeUrl, 'x'.repeat(20_000))).status).toBe(413);
  });
});

describe('the message in a browser', () => {
  async function withBody(level: 'off' | 'aggregate' | 'individual') {
    const sent = await send(level);
    const options = {
      subject: 'Prova',
      preheader: '',
      language: 'it' as const,
      imageUrl: (hash: string) => `${origin}/i/${hash}`,
    };
    const compiled = await renderDocument(presetDocument('newsletter', 'it'), options);
    const data = { workspaceId: ctx.workspace.id, campaignId: sent.campaignId, compiledAt: acceptedAt };
    await ctx.db.campaignBody.create({ data: { ...data, compiled: JSON.parse(JSON.stringify(compiled)) } });
    return sent;
  }

  it('is shown in an origin of its own without scripts, and counts as a view', async () => {
    const { campaignId, contactId, urls } = await withBody('individual');
    const page = await get(urls.viewUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups/);
    expect(await page.text()).not.toContain('/t/o/');
    expect(await eventsOf(campaignId)).toMatchObject([{ kind: 'view', contactId }]);
  });

  it.each([
    ['aggregate', [{ kind: 'view', contactId: null, address: null }]],
    ['off', []],
  ] as const)('at %s keeps what that level keeps', async (level, expected) => {
    const { campaignId, urls } = await withBody(level);
    await get(urls.viewUrl);
    expect(await eventsOf(campaignId)).toMatchObject([...expected]);
  });
});

describe('a published picture', () => {
  it('is served by its hash, for ever', async () => {
    const hash = 'ab'.repeat(32);
    const key = `${ctx.workspace.id}/images/${hash}`;
    await blobs().put(key, Buffer.from('picture'));
    const image = {
      hash,
      contentType: 'image/png',
      width: 1,
      height: 1,
      bytes: 7,
      name: 'a.png',
      createdAt: acceptedAt,
    };
    await ctx.db.image.create({ data: { workspaceId: ctx.workspace.id, ...image } });
    const answer = await get(`${origin}/i/${hash}`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'image/png',
      'picture',
    ]);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['x', '..%2f..%2fsecret-keys', 'cd'.repeat(32)])('is not found as %s', async (segment) => {
    expect((await get(`${origin}/i/${segment}`)).status).toBe(404);
  });
});

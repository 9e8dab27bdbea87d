import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env, overrideEnv } from '#server/config/env.ts';
import { hotPool } from '#server/db/sql.ts';
import { type HotEndpoints, hotEndpoints } from '#server/http/hot-endpoints.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import { type RecipientUrls, urlsFor } from '#server/lib/tracking-token.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { presetDocument } from '#shared/document/presets.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';
import * as image from '../../app/i/[hash]/route.ts';
import * as click from '../../app/t/c/[token]/route.ts';
import * as open from '../../app/t/o/[token]/route.ts';
import * as unsubscribe from '../../app/u/[token]/route.ts';
import * as view from '../../app/v/[token]/route.ts';

useDatabase();

type Method = 'GET' | 'HEAD' | 'POST';
type Handlers = Partial<Record<Method, (request: Request) => Promise<Response>>>;
const routes: [string, Handlers][] = [
  ['/t/o/', open],
  ['/t/c/', click],
  ['/u/', unsubscribe],
  ['/v/', view],
  ['/i/', image],
];
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const oneClick = 'List-Unsubscribe=One-Click';
const hash = 'ab'.repeat(32);
const acceptedAt = new Date(Date.now() - 3_600_000);

let ctx: TenantCtx;
let hot: HotEndpoints;
let server: Server;
let origin: string;
let formerData: string;
const folder = mkdtempSync(join(tmpdir(), 'postino-next-'));

beforeAll(async () => {
  formerData = env().POSTINO_DATA;
  overrideEnv({ POSTINO_DATA: folder });
  ctx = await makeWorkspace();
  hot = await hotEndpoints(createLog('test'));
  server = createServer((request, response) => {
    if (!hot.handle(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const facts = { hash, contentType: 'image/png', width: 1, height: 1, bytes: 7, name: 'a.png', createdAt: acceptedAt };
  await blobs().put(`${ctx.workspace.id}/images/${hash}`, Buffer.from('picture'));
  await ctx.db.image.create({ data: { workspaceId: ctx.workspace.id, ...facts } });
  await sendCampaign(2 * claims.length + 1);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await hot.close();
  rmSync(folder, { recursive: true, force: true });
  overrideEnv({ POSTINO_DATA: formerData });
});

/** One campaign for all: each request is made by a recipient of its own. */
type Reader = { contactId: string; urls: RecipientUrls };
const readers: Reader[] = [];
let campaignId = '';
function nextReader(): Reader {
  const reader = readers.pop();
  if (!reader) throw new Error('the campaign has too few recipients');
  return reader;
}
async function sendCampaign(contacts: number): Promise<void> {
  const links = ['https://a.example/x'];
  const sent = await makeSentCampaign(ctx, { contacts, level: 'individual', acceptedAt, language: 'it', links });
  campaignId = sent.campaignId;
  for (const contactId of sent.contactIds) {
    const urls = urlsFor(origin, { campaignId, contactId }, { opens: 'individual', clicks: 'individual' });
    readers.push({ contactId, urls });
  }
  const compiled = await renderDocument(presetDocument('newsletter', 'it'), {
    subject: 'Prova',
    preheader: '',
    language: 'it',
    imageUrl: (name) => `${origin}/i/${name}`,
  });
  const body = { workspaceId: ctx.workspace.id, campaignId, compiledAt: acceptedAt };
  await ctx.db.campaignBody.create({ data: { ...body, compiled: JSON.parse(JSON.stringify(compiled)) } });
}

type Asked = { url: string; method: Method; headers?: Record<string, string>; body?: string };
const headersOf = ({ headers }: Asked) => ({ 'User-Agent': browser, ...headers });

/** node:http in front of Next. */
const fast = ({ url, ...asked }: Asked) =>
  fetch(url, { redirect: 'manual', ...asked, headers: headersOf({ url, ...asked }) });
/** The module that Next calls, as Next calls it. */
async function next({ url, ...asked }: Asked): Promise<Response> {
  const [, handlers] = routes.find(([prefix]) => new URL(url).pathname.startsWith(prefix)) ?? [];
  const handler = handlers?.[asked.method];
  if (!handler) throw new Error(`no handler for ${asked.method} ${url}`);
  const headers = { ...headersOf({ url, ...asked }), 'X-Postino-Peer': '127.0.0.1' };
  return handler(new Request(url, { ...asked, headers }));
}

/** Of a connection or the moment, and not of the answer. */
const ofTheWire = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);
const withoutChance = (text: string) =>
  text
    .replaceAll(/nonce(=["']|-)[\w+/=]+/g, 'nonce$1…')
    .replaceAll(/\/u\/[\w-]+/g, '/u/…')
    .replaceAll(/d•••\d@/g, 'd•••@');

async function facts(response: Response) {
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = response.headers.get('content-type')?.startsWith('text/') ?? false;
  const headers = [...response.headers].filter(([name]) => !ofTheWire.has(name));
  return {
    status: response.status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, withoutChance(value)])),
    body: text ? withoutChance(bytes.toString('utf8')) : bytes.toString('base64'),
  };
}

/** What the request left behind: every event of the campaign that was not there before, and how the recipient stands. */
const seen = new Set<string>();
async function effects({ contactId }: Reader) {
  const { rows } = await hotPool().query<{ id: string }>(
    `SELECT id, kind, class, reason, link, address, agent, "contactId" = $2 AS own FROM events WHERE "campaignId" = $1`,
    [campaignId, contactId],
  );
  const fresh = rows.filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  const events = fresh.map(({ id: _, ...event }) => event);
  const { rows: standing } = await hotPool().query<{ state: string; trackOpens: string }>(
    `SELECT state, "trackOpens" FROM subscriptions s JOIN contacts c ON c.id = s."contactId" WHERE c.id = $1`,
    [contactId],
  );
  return { events, ...standing[0] };
}

const forged = (url: string) => url.replace(/.(?=$|\.\d+$)/, (last) => (last === 'A' ? 'B' : 'A'));
const nothing = { events: [], state: 'subscribed', trackOpens: 'individual' };
const one = (event: object, rest: object = {}) => ({ ...nothing, events: [event], ...rest });

type Claim = [string, (urls: RecipientUrls) => Asked, number, object];
const get = (pick: (urls: RecipientUrls) => string, method: Method = 'GET') => {
  return (urls: RecipientUrls): Asked => ({ url: pick(urls), method });
};
const post = (body: string, pick = (urls: RecipientUrls) => urls.unsubscribeUrl) => {
  return (urls: RecipientUrls): Asked => ({ url: pick(urls), method: 'POST', body, headers: form });
};
const pixel = (urls: RecipientUrls) => urls.pixelUrl ?? '';
const link = (urls: RecipientUrls) => urls.linkUrl(0);
const page = (urls: RecipientUrls) => urls.unsubscribeUrl;
const claims: Claim[] = [
  ['a pixel', get(pixel), 200, one({ kind: 'open', own: true, class: 'likely-human', address: '127.0.0.1' })],
  ['the head of a pixel', get(pixel, 'HEAD'), 200, one({ kind: 'open', class: 'machine' })],
  ['a forged pixel', get((urls) => forged(pixel(urls))), 200, nothing],
  [
    'a pixel fetched ahead of the reader',
    (urls) => ({ url: pixel(urls), method: 'GET', headers: { 'X-Purpose': 'preview' } }),
    200,
    one({ kind: 'open', class: 'machine' }),
  ],
  ['a link', get(link), 302, one({ kind: 'click', own: true, link: 0, agent: browser })],
  ['the head of a link', get(link, 'HEAD'), 302, one({ kind: 'click', class: 'machine' })],
  ['a forged link', get((urls) => forged(link(urls))), 404, nothing],
  ['a link that the campaign does not hold', get((urls) => urls.linkUrl(7)), 404, nothing],
  [
    'a forged link, read in English',
    (urls) => ({ url: forged(link(urls)), method: 'GET', headers: { 'Accept-Language': 'en-GB' } }),
    404,
    nothing,
  ],
  ['the unsubscribe page', get(page), 200, nothing],
  ['the unsubscribe page with the words of one click', get((urls) => `${page(urls)}?${oneClick}`), 200, nothing],
  ['the head of the unsubscribe page', get(page, 'HEAD'), 200, nothing],
  ['the tracking page', get((urls) => urls.preferencesUrl), 200, nothing],
  ['a forged unsubscribe page', get((urls) => forged(page(urls))), 404, nothing],
  [
    'one click (RFC 8058)',
    post(oneClick, (urls) => urls.oneClickUrl),
    200,
    one({ kind: 'unsubscribe', reason: 'one-click', own: true }, { state: 'unsubscribed' }),
  ],
  ['a forged one click', post(oneClick, (urls) => forged(page(urls))), 404, nothing],
  ['a post that says nothing', post(''), 200, nothing],
  ['the button', post('action=unsubscribe'), 200, one({ kind: 'unsubscribe', own: true }, { state: 'unsubscribed' })],
  [
    'the button for no tracking',
    post('action=tracking-off'),
    200,
    one({ kind: 'tracking-off' }, { trackOpens: 'off' }),
  ],
  ['a post of 20 KB', post(`${oneClick}&x=${'x'.repeat(20_000)}`), 413, nothing],
  ['a post of 20 KB in half as many letters', post(`${oneClick}&x=${'è'.repeat(10_000)}`), 413, nothing],
  ['the message in a browser', get((urls) => urls.viewUrl), 200, one({ kind: 'view', own: true })],
  ['the head of the message', get((urls) => urls.viewUrl, 'HEAD'), 200, one({ kind: 'view', class: 'machine' })],
  ['a forged message', get((urls) => forged(urls.viewUrl)), 404, nothing],
  ['a picture', get(() => `${origin}/i/${hash}.png`), 200, nothing],
  ['the head of a picture', get(() => `${origin}/i/${hash}`, 'HEAD'), 200, nothing],
  ['a picture that is not there', get(() => `${origin}/i/${'cd'.repeat(32)}`), 404, nothing],
];

describe('a public endpoint as Next’s route', () => {
  it.each(claims)('answers %s as the fast path does, and does the same', async (_, ask, status, effect) => {
    const [here, there] = [nextReader(), nextReader()];
    const slow = await facts(await next(ask(here.urls)));
    const done = await effects(here);
    const quick = await facts(await fast(ask(there.urls)));
    const expected = await effects(there);
    expect(slow).toEqual(quick);
    expect(slow.status).toBe(status);
    expect(done).toEqual(expected);
    expect(done).toMatchObject(effect);
  });

  it('has no handler for what the fast path refuses', () => {
    const methods = Object.fromEntries(
      routes.map(([prefix, handlers]) => [prefix, Object.keys(handlers).filter((name) => name === name.toUpperCase())]),
    );
    const reads = ['GET', 'HEAD'];
    expect(methods).toEqual({
      '/t/o/': reads,
      '/t/c/': reads,
      '/u/': [...reads, 'POST'],
      '/v/': reads,
      '/i/': reads,
    });
  });

  it('stops reading a body that is larger than any form of ours', async () => {
    const { urls } = nextReader();
    let given = 0;
    const endless = new ReadableStream({
      pull(controller) {
        given += 1_024;
        if (given > 1_048_576) controller.close();
        else controller.enqueue(new Uint8Array(1_024));
      },
    });
    const init = { method: 'POST', headers: form, body: endless, duplex: 'half' };
    const answer = await unsubscribe.POST(new Request(urls.oneClickUrl, init));
    expect(answer.status).toBe(413);
    expect(given).toBeLessThan(65_536);
  });
});

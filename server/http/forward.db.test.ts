import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overrideEnv } from '#server/config/env.ts';
import { hotPool } from '#server/db/sql.ts';
import { runWaitingJobs } from '#server/jobs/slice.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { urlsFor } from '#server/lib/tracking-token.ts';
import { renderDocument } from '#server/mail/render/render-document.ts';
import { trackingJobs } from '#server/modules/tracking/index.ts';
import { setProviderSetting } from '#server/modules/workspaces/index.ts';
import { presetDocument } from '#shared/document/presets.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type HotServer, startHotServer } from '#tests/http/hot-server.ts';
import { type Sink, startSink } from '#tests/mail/smtp-sink.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';

useDatabase();

let ctx: TenantCtx;
let server: HotServer;
let sink: Sink;
let origin: string;
let compiled: object;
const subject = 'Nove porte per {{ contact.firstName | "te" }}';
const acceptedAt = new Date(Date.now() - 3_600_000);

beforeAll(async () => {
  sink = await startSink({ keepBytes: true });
  server = await startHotServer({ SMTP_URL: `smtp://127.0.0.1:${sink.port}`, TRUSTED_PROXIES: '1' });
  origin = server.origin;
  const template = await renderDocument(presetDocument('newsletter', 'it'), {
    subject,
    preheader: '',
    language: 'it',
    imageUrl: (hash) => `${origin}/i/${hash}`,
  });
  compiled = JSON.parse(JSON.stringify(template));
});
beforeEach(async () => {
  ctx = await makeWorkspace();
  await hotPool().query(`DELETE FROM pgboss.job WHERE name = 'tracking.send-forward'`);
});
afterEach(() => {
  sink.messages.length = 0;
});
afterAll(async () => {
  await server.close();
  await sink.close();
});

async function send(level: 'off' | 'aggregate' | 'individual' = 'individual') {
  const sent = await makeSentCampaign(ctx, { contacts: 1, level, acceptedAt, links: ['https://a.example/x'] });
  const [contactId = ''] = sent.contactIds;
  await ctx.db.contact.updateMany({ where: { id: contactId }, data: { firstName: 'Anna', lastName: 'Rossi' } });
  const message = { subject, document: JSON.parse(JSON.stringify(presetDocument('newsletter', 'it'))) };
  await ctx.db.campaign.updateMany({ where: { id: sent.campaignId }, data: message });
  await ctx.db.campaignBody.create({
    data: {
      workspaceId: ctx.workspace.id,
      campaignId: sent.campaignId,
      compiledAt: acceptedAt,
      compiled,
    },
  });
  const token = { campaignId: sent.campaignId, contactId };
  return { ...sent, contactId, urls: urlsFor(origin, token, { opens: level, clicks: level }) };
}

let network = 0;
/** Each request from a network of its own, unless one is named. */
const get = (url: string, init: RequestInit & { from?: string } = {}) =>
  fetch(url, {
    redirect: 'manual',
    ...init,
    headers: { 'X-Forwarded-For': init.from ?? `198.18.${++network % 250}.7`, ...init.headers },
  });
const post = (url: string, fields: Record<string, string>, from?: string) =>
  get(url, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    ...(from ? { from } : {}),
  });
const runJobs = () =>
  runWaitingJobs(
    trackingJobs.filter((job) => job.queue === 'tracking.send-forward'),
    systemCtx,
    20,
  );
const rows = () => ctx.db.forward.findMany({ orderBy: { id: 'asc' } });
const received = async () =>
  Promise.all(
    sink.messages.map(async (message) => ({ to: message.to[0], mail: await PostalMime.parse(message.bytes ?? '') })),
  );

describe('passing a message on', () => {
  it('is a page that changes nothing, with the message as the friend will see it', async () => {
    const { urls } = await send();
    const page = await get(urls.forwardUrl);
    const text = await page.text();
    expect(text).toContain('Anna Rossi ti ha inoltrato');
    expect(text).toContain('3 amici');
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'");
    const view = await get(`${urls.forwardUrl}?view`);
    expect(view.headers.get('content-security-policy')).toMatch(/^sandbox /);
    expect(await view.text()).toContain('Anna Rossi ti ha inoltrato');
    await get(`${urls.forwardUrl}?friend=amico@posta.example`);
    expect(await rows()).toEqual([]);
  });

  it('sends one friend the message without anything of the recipient’s, and forgets the address', async () => {
    const { urls, contactId } = await send();
    const done = await post(urls.forwardUrl, { friend: ' amico@posta.example ' });
    expect(await done.text()).toContain('lo stiamo inoltrando');
    const [waiting] = await rows();
    expect(waiting?.friend).not.toContain('amico');
    await runJobs();
    const [message] = await received();
    expect(message?.to).toBe('amico@posta.example');
    expect(message?.mail.subject).toBe('Inoltrato: Nove porte per te');
    expect(message?.mail.from?.name).toBe('Anna Rossi tramite Lungofiume');
    const whole = `${message?.mail.html}${message?.mail.text}${JSON.stringify(message?.mail.headers)}`;
    expect(whole).not.toMatch(/\/t\/[oc]\/|\/u\/|\/v\//);
    expect(whole).not.toContain(urls.unsubscribeUrl.split('/').at(-1));
    expect(whole).not.toContain('destinatario');
    const [row] = await rows();
    expect(row).toMatchObject({ contactId, failure: null, friend: '' });
    expect(row?.sentAt).toBeInstanceOf(Date);
    expect(await ctx.db.contact.count({ where: { addressKey: 'amico@posta.example' } })).toBe(0);
    await runJobs();
    expect(sink.messages).toHaveLength(1);
  });

  it('comes from the customer’s own address once its domain is verified, else from the provider’s with answers to the customer', async () => {
    const { urls } = await send();
    await post(urls.forwardUrl, { friend: 'uno@posta.example' });
    await runJobs();
    const data = { workspaceId: ctx.workspace.id, domain: 'lungofiume.example', verifiedAt: new Date() };
    await ctx.db.sendingDomain.create({ data });
    await post(urls.forwardUrl, { friend: 'due@posta.example' });
    await runJobs();
    const [first, second] = await received();
    expect(first?.mail.from?.address).toBe('servizio@postino.example');
    expect(first?.mail.replyTo?.[0]?.address).toBe('ciao@lungofiume.example');
    expect(second?.mail.from?.address).toBe('ciao@lungofiume.example');
  });

  it('is for three friends a message, though two tabs press at once', async () => {
    const { urls } = await send();
    await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((name) => post(urls.forwardUrl, { friend: `${name}@posta.example` })),
    );
    expect(await rows()).toHaveLength(3);
    expect(await (await get(urls.forwardUrl)).text()).toContain('Hai già inoltrato');
  });

  it('is slowed by network, over all messages', async () => {
    await setProviderSetting(systemCtx(), 'sending.forwards-per-network-hour', 2);
    const from = '198.51.100.7';
    for (const name of ['a', 'b'])
      await post((await send()).urls.forwardUrl, { friend: `${name}@posta.example` }, from);
    const slowed = await post((await send()).urls.forwardUrl, { friend: 'c@posta.example' }, from);
    expect(slowed.status).toBe(429);
    expect(await rows()).toHaveLength(2);
    await setProviderSetting(systemCtx(), 'sending.forwards-per-network-hour', 20);
  });

  it('reaches the same friend twice a day at most, whoever sends, and tells nobody', async () => {
    for (let sent = 0; sent < 3; sent++) {
      ctx = await makeWorkspace();
      const answer = await post((await send()).urls.forwardUrl, { friend: 'Amata@Posta.example' });
      expect(await answer.text()).toContain('lo stiamo inoltrando');
      await runJobs();
    }
    expect(sink.messages).toHaveLength(2);
    expect(await rows()).toMatchObject([{ failure: 'too-many', friend: '', sentAt: null }]);
  });

  it('hears a mistyped address, and one’s own', async () => {
    const { urls, contactId } = await send();
    const wrong = await post(urls.forwardUrl, { friend: 'amico<script>@' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="amico&lt;script&gt;@"');
    const { address } = await ctx.db.contact.findFirstOrThrow({ where: { id: contactId } });
    expect(await (await post(urls.forwardUrl, { friend: address.toUpperCase() })).text()).toContain('il tuo indirizzo');
    expect(await rows()).toEqual([]);
  });

  it('says the same to a program that fills in what nobody sees, and sends nothing', async () => {
    const { urls } = await send();
    const answer = await post(urls.forwardUrl, { friend: 'amico@posta.example', website: 'https://x.example' });
    expect(await answer.text()).toContain('lo stiamo inoltrando');
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['blocked', { blockedAt: new Date(), blockedReason: 'a mano' }],
    ['complained', { deliverability: 'complained' as const }],
    ['undeliverable', { deliverability: 'undeliverable' as const }],
  ])('does not reach an address that is %s here, and tells nobody', async (_, state) => {
    const { urls } = await send();
    await ctx.db.addressState.create({
      data: { workspaceId: ctx.workspace.id, addressKey: 'no@posta.example', ...state },
    });
    expect((await post(urls.forwardUrl, { friend: 'No@posta.example' })).status).toBe(200);
    await runJobs();
    expect(sink.messages).toEqual([]);
    expect(await rows()).toMatchObject([{ failure: 'suppressed', friend: '' }]);
  });

  it('does not reach who has unsubscribed, nor certified mail', async () => {
    const { urls, topicId } = await send();
    const { contactIds } = await makeSentCampaign(ctx, { contacts: 1, level: 'off', acceptedAt });
    const left = await ctx.db.contact.findFirstOrThrow({ where: { id: contactIds[0] ?? '' } });
    await ctx.db.subscription.updateMany({ where: { contactId: left.id, topicId }, data: { state: 'unsubscribed' } });
    await post(urls.forwardUrl, { friend: left.address });
    await post(urls.forwardUrl, { friend: 'studio@pec.it' });
    await runJobs();
    expect(sink.messages).toEqual([]);
    expect((await rows()).map((row) => row.failure)).toEqual(['suppressed', 'suppressed']);
  });

  it('keeps the address sealed for as long as the next server says later, and no longer than six tries', async () => {
    const { urls } = await send();
    await post(urls.forwardUrl, { friend: 'pieno@posta.example' });
    const later = await startSink({
      behave: ({ phase }) => (phase === 'rcpt' ? { answer: '451 4.2.1 later' } : undefined),
    });
    overrideEnv({ SMTP_URL: `smtp://127.0.0.1:${later.port}` });
    for (let tries = 0; tries < 6; tries++) {
      expect((await rows())[0]).toMatchObject({ sentAt: null, failure: null });
      await runJobs();
      await hotPool().query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    }
    expect(await rows()).toMatchObject([{ sentAt: null, failure: 'expired', friend: '' }]);
    overrideEnv({ SMTP_URL: `smtp://127.0.0.1:${sink.port}` });
    await later.close();
  });
});

describe('what must not be forwarded', () => {
  const refusedWith = async (url: string) => {
    const page = await get(url);
    const sent = await post(url, { friend: 'amico@posta.example' });
    expect(await rows()).toEqual([]);
    return [page.status, sent.status];
  };

  it('is anything by a token that we did not sign, or that shares no recipient', async () => {
    const { urls } = await send('aggregate');
    const forged = urls.forwardUrl.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect(await refusedWith(forged)).toEqual([404, 404]);
    const click = urls.linkUrl(0).split('/').at(-1)?.replace('.0', '') ?? '';
    expect(await refusedWith(`${origin}/t/f/${click}`)).toEqual([404, 404]);
    expect(await refusedWith(`${origin}/t/f/k1.a.b.c`)).toEqual([404, 404]);
  });

  it('is a campaign of another workspace: the token names one recipient of one campaign', async () => {
    const { contactId } = await send();
    ctx = await makeWorkspace();
    const { campaignId } = await send();
    const crossed = urlsFor(origin, { campaignId, contactId }, { opens: 'off', clicks: 'off' });
    expect(await refusedWith(crossed.forwardUrl)).toEqual([410, 410]);
  });

  it('is one after years, one of an ended workspace, one whose recipient has left or is erased', async () => {
    const old = await send();
    await ctx.db.campaign.updateMany({ where: { id: old.campaignId }, data: { startedAt: new Date('2024-01-01') } });
    expect(await refusedWith(old.urls.forwardUrl)).toEqual([410, 410]);

    const left = await send();
    await ctx.db.subscription.updateMany({ where: { contactId: left.contactId }, data: { state: 'unsubscribed' } });
    expect(await refusedWith(left.urls.forwardUrl)).toEqual([410, 410]);

    const erased = await send();
    await ctx.db.contact.deleteMany({ where: { id: erased.contactId } });
    expect(await refusedWith(erased.urls.forwardUrl)).toEqual([410, 410]);

    const ended = await send();
    await systemCtx().db.workspace.update({ where: { id: ctx.workspace.id }, data: { state: 'ended' } });
    expect(await refusedWith(ended.urls.forwardUrl)).toEqual([410, 410]);
  });

  it('is one that was asked for just before the workspace ended', async () => {
    const { urls } = await send();
    await post(urls.forwardUrl, { friend: 'amico@posta.example' });
    await systemCtx().db.workspace.update({ where: { id: ctx.workspace.id }, data: { state: 'ended' } });
    await runJobs();
    expect(sink.messages).toEqual([]);
    expect(await rows()).toMatchObject([{ failure: 'not-sendable', friend: '' }]);
  });
});

describe('the friend', () => {
  async function forwarded(friend: string) {
    const { urls } = await send();
    await post(urls.forwardUrl, { friend });
    await runJobs();
    const [message] = await received();
    const header = message?.mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const path = new URL(header.slice(1, -1)).pathname;
    return `${origin}${path}`;
  }

  it('is told that they are not subscribed, and can see the message in a browser', async () => {
    const url = await forwarded('curiosa@posta.example');
    const page = await (await get(url)).text();
    expect(page).toContain('Non sei iscritto a niente');
    expect(page).not.toContain('curiosa');
    expect(await (await get(`${url}?view`)).text()).toContain('Una persona iscritta ai messaggi');
    const form = { workspaceId: ctx.workspace.id, publicId: 'abcdef', name: 'Iscriviti', state: 'published' as const };
    const at = new Date();
    const data = { ...form, definition: {}, publishedRevision: 1, stateAt: at, createdAt: at, updatedAt: at };
    await ctx.db.form.create({ data });
    expect(await (await get(url)).text()).toContain('/f/abcdef');
  });

  it('can have no more of them, from anybody, and only their digest is kept', async () => {
    const url = await forwarded('stanca@posta.example');
    await get(url);
    expect(await systemCtx().db.forwardRefusal.count()).toBe(0);
    expect(await (await post(url, { action: 'refuse' })).text()).toContain('nessuno ti inoltrerà');
    await post(url, { 'List-Unsubscribe': 'One-Click' });
    const refusals = await systemCtx().db.forwardRefusal.findMany();
    expect(refusals).toHaveLength(1);
    expect(JSON.stringify(refusals)).not.toContain('stanca');
    sink.messages.length = 0;
    ctx = await makeWorkspace();
    await post((await send()).urls.forwardUrl, { friend: 'STANCA@posta.example' });
    await runJobs();
    expect(sink.messages).toEqual([]);
    expect(await rows()).toMatchObject([{ failure: 'refused', friend: '' }]);
  });
});

describe('agreeing to be tracked', () => {
  it('is recorded with the words, the time and the address, by POST alone', async () => {
    const { urls, contactId } = await send('aggregate');
    const page = await (await get(urls.consentUrl)).text();
    expect(page).toContain('Sì, acconsento');
    expect(await ctx.db.contact.findFirst({ where: { id: contactId } })).toMatchObject({ trackOpens: 'aggregate' });
    const done = await post(urls.unsubscribeUrl, { action: 'consent' }, '203.0.113.77');
    expect(await done.text()).toContain('la tua scelta è registrata');
    expect(await ctx.db.contact.findFirst({ where: { id: contactId } })).toMatchObject({
      trackOpens: 'individual',
      trackClicks: 'individual',
      trackSource: 'link',
    });
    const [evidence, ...more] = await ctx.db.evidence.findMany({ where: { source: 'link' } });
    expect(more).toEqual([]);
    expect(evidence).toMatchObject({ address: '203.0.113.77', detail: { contactId } });
    expect(evidence?.text).toContain('registra quali messaggi apri e quali collegamenti segui');
    expect(evidence?.text).toContain('Risposta: «Sì, acconsento».');
    await post(urls.unsubscribeUrl, { action: 'consent' });
    expect(await ctx.db.evidence.count({ where: { source: 'link' } })).toBe(1);
    expect(await (await get(urls.consentUrl)).text()).toContain('Hai già acconsentito');
  });

  it('is taken back from the same page', async () => {
    const { urls, contactId } = await send('aggregate');
    await post(urls.unsubscribeUrl, { action: 'consent' });
    await post(urls.unsubscribeUrl, { action: 'tracking-off' });
    expect(await ctx.db.contact.findFirst({ where: { id: contactId } })).toMatchObject({ trackOpens: 'off' });
  });
});

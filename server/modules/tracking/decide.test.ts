import { describe, expect, it } from 'vitest';
import { urlsFor, verifyToken } from '#server/lib/tracking-token.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { decideClick, decideOpen, decideUnsubscribe, type RequestParts } from './decide.ts';

const campaignId = uuid7();
const contactId = uuid7();
const at = Date.parse('2026-11-20T09:00:00Z');
const own = urlsFor('http://x', { campaignId, contactId }, { opens: 'individual', clicks: 'individual' });
const shared = urlsFor('http://x', { campaignId, contactId }, { opens: 'aggregate', clicks: 'aggregate' });
const last = (url: string | null) => (url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
const links = ['https://lungofiume.example/visite?a=1&b=ò', 'javascript:alert(1)'];
const deps = {
  verify: verifyToken,
  now: () => at,
  linkOf: (campaign: string, index: number) => (campaign === campaignId ? (links[index] ?? null) : undefined),
};

type Changes = Partial<Omit<RequestParts, 'headers'>> & { headers?: Partial<RequestParts['headers']> };
function request(segment: string, { headers, ...rest }: Changes = {}): RequestParts {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  return {
    method: 'GET',
    segment,
    query: '',
    address: '203.0.113.9',
    body: '',
    ...rest,
    headers: { agent, language: 'it', contentType: '', purpose: '', ...headers },
  };
}

describe('an open', () => {
  it('is recorded with contact, address and agent under individual consent', () => {
    const { answer, event } = decideOpen(request(last(own.pixelUrl)), deps);
    expect(answer?.status).toBe(200);
    expect(event).toMatchObject({
      campaignId,
      contactId,
      kind: 'open',
      class: 'likely-human',
      address: '203.0.113.9',
      at,
    });
  });

  it('below it keeps neither contact nor address nor agent', () => {
    const { event } = decideOpen(request(last(shared.pixelUrl)), deps);
    expect(event).toMatchObject({ campaignId, contactId: null, address: null, agent: null });
  });

  it('of a forged token gets the same picture and records nothing', () => {
    const forged = decideOpen(request(`A${last(own.pixelUrl).slice(1)}`), deps);
    expect(forged.answer).toEqual(decideOpen(request(last(own.pixelUrl)), deps).answer);
    expect(forged.event).toBeNull();
  });

  it.each([
    ['HEAD', { method: 'HEAD' }, 'head-request'],
    ['a prefetch', { headers: { purpose: 'prefetch;prerender' } }, 'prefetch'],
  ])('by %s is a machine', (_, changes, reason) => {
    expect(decideOpen(request(last(own.pixelUrl), changes), deps).event).toMatchObject({ class: 'machine', reason });
  });

  it('sets no cookie and lets nobody keep the picture', () => {
    const headers = decideOpen(request(last(own.pixelUrl)), deps).answer?.headers ?? {};
    expect(headers['Cache-Control']).toBe('no-store, private');
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('set-cookie');
    expect(headers).not.toHaveProperty('ETag');
  });
});

describe('a click', () => {
  it('leads to the stored link, in ASCII, without a referrer', () => {
    const { answer, event } = decideClick(request(last(own.linkUrl(0))), deps);
    expect(answer?.status).toBe(302);
    expect(answer?.headers.Location).toBe('https://lungofiume.example/visite?a=1&b=%C3%B2');
    expect(answer?.headers['Referrer-Policy']).toBe('no-referrer');
    expect(event).toMatchObject({ kind: 'click', link: 0, contactId });
  });

  it.each([
    ['a forged token', 'AAAA.0', 404],
    ['a link that the campaign has not', last(own.linkUrl(9)), 404],
    ['a stored link that is no web address', last(own.linkUrl(1)), 404],
    ["an open's token", `${last(own.pixelUrl)}.0`, 404],
    ['no link number', last(own.linkUrl(0)).split('.')[0] ?? '', 404],
  ])('with %s leads nowhere and records nothing', (_, segment, status) => {
    expect(decideClick(request(segment), deps)).toEqual({ answer: null, status, event: null });
  });

  it('says so when the links can not be known now', () => {
    const decision = decideClick(request(last(own.linkUrl(0))), { ...deps, linkOf: () => undefined });
    expect(decision).toMatchObject({ answer: null, status: 503, event: null });
  });
});

describe('the unsubscribe address', () => {
  const segment = last(own.unsubscribeUrl);
  const form = (body: string, contentType = 'application/x-www-form-urlencoded') =>
    decideUnsubscribe(request(segment, { method: 'POST', body, headers: { contentType } }), deps);

  it.each(['', 'tracking', 'List-Unsubscribe=One-Click', 'action=unsubscribe'])('never acts on GET (?%s)', (query) => {
    expect(decideUnsubscribe(request(segment, { query }), deps)).toMatchObject({
      do: 'show',
      page: query === 'tracking' ? 'tracking' : 'choices',
    });
  });

  it('acts on one click, urlencoded', () => {
    expect(form('List-Unsubscribe=One-Click')).toMatchObject({ do: 'unsubscribe', oneClick: true, topicId: null });
  });

  it.each(['"xyz"', 'xyz'])('acts on one click, multipart with boundary=%s', (boundary) => {
    const body = '--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n';
    expect(form(body, `multipart/form-data; boundary=${boundary}`)).toMatchObject({
      do: 'unsubscribe',
      oneClick: true,
    });
  });

  it.each([
    ['action=unsubscribe', 'unsubscribe'],
    ['action=unsubscribe-all', 'unsubscribe-all'],
    ['action=tracking-off', 'tracking-off'],
    ['action=resubscribe', 'resubscribe'],
    ['action=anything', 'show'],
    ['', 'show'],
  ])('understands %j as %s', (body, expected) => {
    expect(form(body).do).toBe(expected);
  });

  it('takes a body that is no form for a look', () => {
    expect(form('{"List-Unsubscribe":"One-Click"}', 'application/json').do).toBe('show');
  });

  it('with a forged token does nothing', () => {
    const parts = request(last(own.pixelUrl), {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { contentType: 'application/x-www-form-urlencoded' },
    });
    expect(decideUnsubscribe(parts, deps)).toEqual({ do: 'answer', answer: null, status: 404 });
  });
});

import { describe, expect, it } from 'vitest';
import { splitLinkToken, type TokenPurpose, urlsFor, verifyToken } from './tracking-token.ts';
import { uuid7 } from './uuid.ts';

const origin = 'https://links.example';
const campaignId = uuid7();
const contactId = uuid7();
const last = (url: string | null) => (url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
const urls = urlsFor(origin, { campaignId, contactId }, { opens: 'individual', clicks: 'individual' });
const tokens: Record<TokenPurpose, string> = {
  open: last(urls.pixelUrl),
  click: last(urls.linkUrl(0)).split('.')[0] ?? '',
  personal: last(urls.unsubscribeUrl),
};
const purposes: TokenPurpose[] = ['open', 'click', 'personal'];

describe('tracking tokens', () => {
  it.each(purposes)('prove campaign and contact for %s', (purpose) => {
    expect(verifyToken(tokens[purpose], purpose)).toEqual({ campaignId, contactId });
  });

  it('can not be carried from one purpose to another', () => {
    for (const from of purposes) {
      for (const to of purposes) if (from !== to) expect(verifyToken(tokens[from], to), `${from} as ${to}`).toBeNull();
    }
  });

  it('are refused with any one character changed, cut or added', () => {
    for (const purpose of purposes) {
      const text = tokens[purpose];
      for (let at = 0; at < text.length; at++) {
        const other = text[at] === 'A' ? 'B' : 'A';
        expect(verifyToken(text.slice(0, at) + other + text.slice(at + 1), purpose)).toBeNull();
        expect(verifyToken(text.slice(0, at), purpose)).toBeNull();
      }
      for (const tail of ['A', '=', ' ', '.', '%00', 'AAAA']) expect(verifyToken(text + tail, purpose)).toBeNull();
    }
  });

  it.each(['', 'x', '/', '..', 'A'.repeat(60), 'é'.repeat(60), '\u0000'.repeat(60)])(
    'refuse %j without a throw',
    (text) => {
      for (const purpose of purposes) expect(verifyToken(text, purpose)).toBeNull();
    },
  );

  it.each(['aggregate', 'off'] as const)('below individual (%s) tell no two recipients apart', (level) => {
    const [one, two] = [uuid7(), uuid7()].map((id) =>
      urlsFor(origin, { campaignId, contactId: id }, { opens: level, clicks: level }),
    );
    expect(one?.pixelUrl).toBe(two?.pixelUrl);
    expect(one?.linkUrl(7)).toBe(two?.linkUrl(7));
    expect(one?.unsubscribeUrl).not.toBe(two?.unsubscribeUrl);
    if (level === 'off') expect(one?.pixelUrl).toBeNull();
    else expect(verifyToken(last(one?.pixelUrl ?? null), 'open')).toEqual({ campaignId, contactId: null });
  });

  it('hold opens and clicks apart', () => {
    const mixed = urlsFor(origin, { campaignId, contactId }, { opens: 'aggregate', clicks: 'individual' });
    expect(verifyToken(last(mixed.pixelUrl), 'open')?.contactId).toBeNull();
    expect(verifyToken(splitLinkToken(last(mixed.linkUrl(2)))?.text ?? '', 'click')?.contactId).toBe(contactId);
  });

  it('stay short: at most 64 characters', () => {
    for (const purpose of purposes) expect(tokens[purpose].length).toBeLessThanOrEqual(64);
  });

  it.each([
    ['abc.0', { text: 'abc', index: 0 }],
    ['abc.120', { text: 'abc', index: 120 }],
    ['abc.00', null],
    ['abc.-1', null],
    ['abc', null],
    ['abc.1.2', null],
    ['abc.99999', null],
  ])('split %j into token and link', (segment, expected) => {
    expect(splitLinkToken(segment)).toEqual(expected);
  });
});

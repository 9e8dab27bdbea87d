import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import type { InlineNode, NewsletterDocument } from '#shared/document/schema.ts';
import type { CompiledTemplate } from '../render/compiled-template.ts';
import { hostileStrings, randomDocument, seededRandom } from '../render/random-document.ts';
import { renderDocument } from '../render/render-document.ts';
import { renderPreview } from '../render/render-preview.ts';
import { compileMessage, type MessageOptions } from './compile-message.ts';
import { merge, type Recipient } from './merge.ts';

const options: MessageOptions = {
  from: { name: 'Lungofiume, già “Amici”', address: 'news@lungofiume.example' },
  replyTo: 'info@lungofiume.example',
  list: { id: 'newsletter.demo.postino.example', name: 'Newsletter' },
  feedbackId: 'c1:demo:newsletter:postino',
};
const rendering = { preheader: '', language: 'it' as const, imageUrl: (hash: string) => `https://c.example/i/${hash}` };

function recipient(change: Partial<Recipient> = {}): Recipient {
  return {
    address: 'anna@example.it',
    values: {},
    wrapLinks: true,
    linkUrl: (index) => `https://t.example/t/c/shared-token-of-a-usual-length-for-links-${index}`,
    unsubscribeUrl: 'https://t.example/u/anna',
    oneClickUrl: 'https://t.example/u/anna?one-click=1',
    preferencesUrl: 'https://t.example/u/anna/p',
    viewUrl: 'https://t.example/v/anna',
    pixelUrl: 'https://t.example/t/o/shared',
    messageId: '0190-1@lungofiume.example',
    date: new Date('2026-11-21T08:05:09Z'),
    ...change,
  };
}

function letter(): NewsletterDocument {
  const chip = (name: string): InlineNode => ({ type: 'variable', attrs: { name, fallback: 'nessuno' }, marks: [] });
  const content: InlineNode[] = [
    { type: 'text', text: 'Ciao ', marks: [] },
    chip('contact.firstName'),
    { type: 'text', text: ', leggi ', marks: [] },
    { type: 'text', text: 'qui', marks: [{ type: 'link', attrs: { href: 'https://example.it/?a=1&b=2' } }] },
    { type: 'text', text: '. Città: ', marks: [] },
    chip('contact.attributes.city'),
    { type: 'text', text: '.', marks: [] },
  ];
  const block = newBlock('text', 'a', 'it');
  return {
    ...emptyDocument('it'),
    blocks:
      block.type === 'text' ? [{ ...block, text: { type: 'doc', content: [{ type: 'paragraph', content }] } }] : [],
  };
}

let template: CompiledTemplate;
beforeAll(async () => {
  template = await renderDocument(letter(), { ...rendering, subject: 'Ciao {{ contact.firstName | "tu" }}' });
});

/** What RFC 5322 and the transports need of every message, whatever is in it. */
function expectSound(bytes: Buffer): void {
  expect(bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte <= 126))).toBe(true);
  const message = bytes.toString('latin1');
  expect(message.endsWith('\r\n')).toBe(true);
  expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = message.split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(lines.filter((line) => line.startsWith('.'))).toEqual([]);
  const body = lines.slice(lines.indexOf(''));
  expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(lines.filter((line) => /[ \t]$/.test(line))).toEqual([]);
}

const values: [string, string][] = [
  ...hostileStrings.map((text): [string, string] => [text.slice(0, 30), text]),
  ['10 KB of words', 'parola è '.repeat(1100)],
  ['10 KB without a space', 'é'.repeat(10_000)],
  ['an = at the end of a line', `${'a'.repeat(74)}=`],
  ['75 characters', 'a'.repeat(75)],
  ['76 characters', 'a'.repeat(76)],
  ['only dots', '.'.repeat(200)],
  ['CR and LF', 'a\r\n.\r\nBcc: x@y.it\r\n\r\nb'],
  ['a lone surrogate', 'a\ud800b'],
  ['spaces around', '  a  '],
];

describe('merge', () => {
  it.each(values)('a MIME parser reads what the preview shows for %s', async (_, value) => {
    const who = recipient({
      values: { 'contact.firstName': value, 'contact.attributes.city': value, 'workspace.name': value },
    });
    const bytes = merge(compileMessage(template, options), who);
    expectSound(bytes);
    const parsed = await PostalMime.parse(bytes);
    const preview = renderPreview(template, who);
    // The break before a boundary belongs to the boundary, so the part ends without its own.
    expect(parsed.text?.trimEnd()).toBe(preview.text.trimEnd());
    expect(parsed.html?.trimEnd()).toBe(preview.html.trimEnd());
    expect(parsed.subject?.replace(/\s+/g, ' ').trim()).toBe(preview.subject.replace(/\s+/g, ' ').trim());
  });

  it('reads back the same over 60 random documents and recipients', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed);
      const document = await renderDocument(randomDocument(random), {
        ...rendering,
        subject: 'è {{ contact.lastName }}',
      });
      const who = recipient({
        values: {
          'contact.firstName': random.text(),
          'contact.attributes.city': random.text(),
          'contact.lastName': random.text(),
        },
        wrapLinks: random.below(2) === 0,
        pixelUrl: random.pick([null, 'https://t.example/t/o/1']),
      });
      const bytes = merge(compileMessage(document, options), who);
      expectSound(bytes);
      const parsed = await PostalMime.parse(bytes);
      const preview = renderPreview(document, who);
      expect(parsed.text?.trimEnd(), `seed ${seed}`).toBe(preview.text.trimEnd());
      expect(parsed.html?.trimEnd(), `seed ${seed}`).toBe(preview.html.trimEnd());
    }
  });

  it('writes the headers that bulk mail needs', async () => {
    const bytes = merge(
      compileMessage(template, options),
      recipient({ name: 'Anna "Nina" Rossi', values: { 'contact.firstName': 'Zoë' } }),
    );
    const parsed = await PostalMime.parse(bytes);
    const headers = Object.fromEntries(parsed.headers.map((header) => [header.key, header.value]));
    expect(parsed.from).toMatchObject(options.from);
    expect(parsed.to).toMatchObject([{ name: 'Anna "Nina" Rossi', address: 'anna@example.it' }]);
    expect(parsed.subject).toBe('Ciao Zoë');
    expect(headers).toMatchObject({
      date: 'Sat, 21 Nov 2026 08:05:09 +0000',
      'message-id': '<0190-1@lungofiume.example>',
      'reply-to': '<info@lungofiume.example>',
      'list-id': 'Newsletter <newsletter.demo.postino.example>',
      'list-unsubscribe': '<https://t.example/u/anna?one-click=1>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'feedback-id': 'c1:demo:newsletter:postino',
      precedence: 'bulk',
      'content-language': 'it',
      'mime-version': '1.0',
    });
    expect(parsed.headers.map((header) => header.key)).toHaveLength(new Set(Object.keys(headers)).size);
  });

  it('tells two recipients with shared tracking apart only by their values and their unsubscribe links', () => {
    const compiled = compileMessage(template, options);
    const body = (name: string, given: string) => {
      const urls = {
        unsubscribeUrl: `https://t.example/u/${name}`,
        oneClickUrl: `https://t.example/u/${name}?1`,
        preferencesUrl: `https://t.example/u/${name}/p`,
      };
      const message = merge(
        compiled,
        recipient({ address: `${name}@example.it`, values: { 'contact.firstName': given }, ...urls }),
      ).toString('latin1');
      return message.slice(message.indexOf('\r\n\r\n')).split('\r\n');
    };
    const anna = body('anna', 'Anna');
    const carl = body('carl', 'Carl');
    expect(carl).toHaveLength(anna.length);
    const differing = anna.flatMap((line, index) => (line === carl[index] ? [] : [line]));
    expect(new Set(differing)).toEqual(new Set(['Anna=', 'https://t.example/u/anna=', 'https://t.example/u/anna/p=']));
    expect(body('anna', 'Anna')).toEqual(anna);
  });

  it('writes the links’ own URLs and no pixel where tracking is off', async () => {
    const bytes = merge(compileMessage(template, options), recipient({ wrapLinks: false, pixelUrl: null }));
    const parsed = await PostalMime.parse(bytes);
    expect(parsed.html).toContain('href="https://example.it/?a=1&amp;b=2"');
    expect(parsed.text).toContain('qui <https://example.it/?a=1&b=2>');
    expect(`${parsed.html}${parsed.text}`).not.toContain('t.example/t/');
  });

  it.each<[string, Partial<Recipient>, string]>([
    ['a break in the address', { address: 'a@b.it\r\nBcc: x@y.it' }, 'address'],
    ['a break in the domain', { address: 'a@b.it\n' }, 'address'],
    ['an address without a domain', { address: 'anna' }, 'address'],
    ['a second address', { address: 'a@b.it, c@d.it' }, 'address'],
    ['a space in the local part', { address: 'a b@d.it' }, 'address'],
    ['a percent-encoded domain', { address: 'a@b%2eit' }, 'address'],
    ['brackets in the address', { address: 'a@b.it>' }, 'address'],
    ['a local part outside ASCII', { address: 'zoë@example.it' }, 'address'],
    ['a break in the one-click URL', { oneClickUrl: 'https://t.example/\r\nBcc: x' }, 'url'],
    ['brackets in the one-click URL', { oneClickUrl: 'https://t.example/>,<mailto:x@y.it' }, 'url'],
    ['another scheme', { oneClickUrl: 'javascript:x' }, 'url'],
    ['a break in the message id', { messageId: 'a@b>\r\nBcc: x' }, 'message-id'],
    ['an invalid date', { date: new Date(Number.NaN) }, 'date'],
  ])('refuses %s', (_, change, reason) => {
    expect(() => merge(compileMessage(template, options), recipient(change))).toThrow(
      expect.objectContaining({ kind: 'invalid-input', data: expect.objectContaining({ reason }) }),
    );
  });

  it.each([
    ['info@città.example', 'info@xn--citt-3na.example'],
    ["o'hara+x@example.it", "o'hara+x@example.it"],
    ['a..b@example.it', '"a..b"@example.it'],
    ['"a b"@example.it', '"a b"@example.it'],
  ])('writes %s as %s', (address, written) => {
    expect(merge(compileMessage(template, options), recipient({ address })).toString('latin1')).toContain(
      `\r\nTo: <${written}>\r\n`,
    );
  });

  it('turns breaks in names and subjects into spaces, never into headers', async () => {
    const who = recipient({ name: 'Anna\r\nBcc: x@y.it', values: { 'contact.firstName': 'a\r\nBcc: z@y.it' } });
    const parsed = await PostalMime.parse(merge(compileMessage(template, options), who));
    expect(parsed.headers.map((header) => header.key)).not.toContain('bcc');
    expect(parsed.subject).toBe('Ciao a Bcc: z@y.it');
  });

  it.each([
    ['long ASCII', 'parola '.repeat(60).trim()],
    ['one word of 500', 'x'.repeat(500)],
    ['emoji', '👩‍👩‍👧‍👦'.repeat(40)],
    ['accents', 'perché però città '.repeat(20).trim()],
    ['what looks encoded', '=?utf-8?Q?ciao?='],
    ['two spaces', 'a  b'],
  ])('folds a subject of %s so that it reads the same', async (_, subject) => {
    const document = await renderDocument(letter(), { ...rendering, subject });
    const bytes = merge(compileMessage(document, options), recipient());
    expectSound(bytes);
    const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect((await PostalMime.parse(bytes)).subject).toBe(subject);
  });

  it('carries attachments once encoded, names outside ASCII included', async () => {
    const content = Uint8Array.from({ length: 5000 }, (_, index) => index % 256);
    const attachments = [
      { filename: 'Statuto "2026" è.pdf', contentType: 'application/pdf', content },
      { filename: 'a.txt', contentType: 'text/plain', content: new Uint8Array() },
    ];
    const bytes = merge(compileMessage(template, { ...options, attachments }), recipient());
    expectSound(bytes);
    const parsed = await PostalMime.parse(bytes);
    expect(parsed.attachments.map((attachment) => attachment.filename)).toEqual(['Statuto "2026" è.pdf', 'a.txt']);
    expect(new Uint8Array(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(content);
    expect(parsed.html).toContain('Città');
  });
});

describe('compileMessage', () => {
  it.each<[string, Partial<MessageOptions>]>([
    ['a break in the From address', { from: { name: 'x', address: 'a@b.it\r\nBcc: x@y.it' } }],
    ['a break in Reply-To', { replyTo: 'a@b.it\r\nBcc: x@y.it' }],
    ['a List-Id that is no name', { list: { id: 'a>\r\nBcc: x', name: '' } }],
    ['a header name with a colon', { headers: [['X: y', 'z']] }],
    [
      'a content type with a break',
      { attachments: [{ filename: 'a', contentType: 'text/plain\r\nX: y', content: new Uint8Array() }] },
    ],
  ])('refuses %s', (_, change) => {
    expect(() => compileMessage(template, { ...options, ...change })).toThrow(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
  });

  it('turns breaks in its own headers’ values into spaces', async () => {
    const breaking = 'a\r\nBcc: x@y.it';
    const compiled = compileMessage(template, { ...options, feedbackId: breaking, headers: [['X-Own', breaking]] });
    const { headers } = await PostalMime.parse(merge(compiled, recipient()));
    expect(headers.map((header) => header.key)).not.toContain('bcc');
    for (const key of ['x-own', 'feedback-id'])
      expect(headers).toContainEqual(expect.objectContaining({ key, value: 'a Bcc: x@y.it' }));
  });

  it('compiles the same from a template that was kept as JSON', () => {
    const kept: CompiledTemplate = JSON.parse(JSON.stringify(template));
    expect(merge(compileMessage(kept, options), recipient())).toEqual(
      merge(compileMessage(template, options), recipient()),
    );
  });
});

import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { buildSystemMessage, type SystemMessage } from './system-message.ts';

const message: SystemMessage = {
  from: { name: 'Postino', address: 'no-reply@postino.example' },
  to: { name: 'Zoë, "capo"', address: 'zoe@città.example' },
  subject: 'Attiva l’accesso',
  text: `Apri questo collegamento:\nhttps://postino.example/activate/${'t'.repeat(200)}\n.\nfine`,
  html: '<p>Apri è</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  messageId: 'x1@postino.example',
  date: new Date('2026-11-21T08:05:09Z'),
};

describe('buildSystemMessage', () => {
  it('reads back as it was given', async () => {
    const bytes = await buildSystemMessage(message);
    const parsed = await PostalMime.parse(bytes);
    expect(parsed).toMatchObject({
      subject: message.subject,
      messageId: '<x1@postino.example>',
      date: '2026-11-21T08:05:09.000Z',
    });
    expect(parsed.to).toMatchObject([{ name: 'Zoë, "capo"', address: 'zoe@xn--citt-3na.example' }]);
    expect(parsed.text?.trimEnd()).toBe(message.text);
    expect(parsed.html?.trimEnd()).toBe(message.html);
    expect(parsed.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    expect(bytes.every((byte) => byte < 128)).toBe(true);
    expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each<[string, Partial<SystemMessage>]>([
    ['subject', { subject: 'a\r\nBcc: x@y.it' }],
    ['name', { to: { name: 'a\r\nBcc: x@y.it', address: 'a@b.it' } }],
    ['header value', { headers: { 'X-A': 'a\r\nBcc: x@y.it' } }],
  ])('lets no break in a %s begin a header', async (_, change) => {
    const parsed = await PostalMime.parse(await buildSystemMessage({ ...message, ...change }));
    expect(parsed.headers.map((header) => header.key)).not.toContain('bcc');
  });

  it.each<[string, Partial<SystemMessage>]>([
    ['an address with a break', { to: { address: 'a@b.it\r\nBcc: x@y.it' } }],
    ['two addresses', { to: { address: 'a@b.it, c@d.it' } }],
    ['a header name with a break', { headers: { 'X\r\nBcc': 'x' } }],
  ])('refuses %s', async (_, change) => {
    await expect(buildSystemMessage({ ...message, ...change })).rejects.toMatchObject({ kind: 'invalid-input' });
  });
});

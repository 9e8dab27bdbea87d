import { describe, expect, it } from 'vitest';
import type { Campaign, TrackingLevel } from '#server/db/generated/client.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { buildMessage, compileCampaignMessage, messageIdOf } from './campaign-message.ts';

const workspace = { id: uuid7(), slug: 'demo', name: 'Lungofiume', timezone: 'Europe/Rome', language: 'it' };
const campaign = {
  id: uuid7(),
  name: 'Notizie',
  topicId: uuid7(),
  fromName: 'Lungofiume',
  fromAddress: 'notizie@lungofiume.example',
  replyTo: null,
} as Campaign;
const template: CompiledTemplate = {
  version: 1,
  language: 'it',
  subject: ['Notizie'],
  html: [
    '<p>Ciao ',
    { slot: 'variable', name: 'contact.firstName', fallback: 'te', context: 'html' },
    '</p><a href="',
    { slot: 'link', index: 0, context: 'html' },
    '">qui</a><a href="',
    { slot: 'unsubscribe', context: 'html' },
    '">via</a>',
    { slot: 'pixel' },
  ],
  text: ['Ciao ', { slot: 'link', index: 0, context: 'text' }, '\n', { slot: 'unsubscribe', context: 'text' }, '\n'],
  links: [{ index: 0, url: 'https://lungofiume.example/agenda', label: 'qui' }],
  directLinks: [],
  variables: [{ name: 'contact.firstName', fallback: 'te' }],
  bytes: { html: 0, text: 0 },
};
const message = compileCampaignMessage(workspace, campaign, template, 'Newsletter');
const date = new Date('2026-11-20T09:00:00Z');

function sent(contactId: string, level: TrackingLevel, address = 'anna@posta.example', firstName = 'Anna') {
  const person = { contactId, address, firstName, lastName: '', attributes: {} };
  const bytes = buildMessage(message, person, { trackOpens: level, trackClicks: level }, date);
  return bytes.toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '=');
}
const urls = (text: string, path: string) => new Set(text.match(new RegExp(`http[^"\\s<>]*/${path}/[^"\\s<>]*`, 'g')));
const one = uuid7();
const two = uuid7();

describe('a recipient’s message', () => {
  it('below individual consent tells two recipients apart by values, Message-ID and unsubscribe alone', () => {
    const strip = (text: string) =>
      text.replaceAll(/\/u\/[\w-]+/g, '/u/X').replace(/^Message-ID: .*$/m, 'Message-ID: X');
    expect(strip(sent(one, 'aggregate'))).toBe(strip(sent(two, 'aggregate')));
    expect(sent(one, 'aggregate')).not.toBe(sent(two, 'aggregate'));
    expect(urls(sent(one, 'aggregate'), 't')).toEqual(urls(sent(two, 'aggregate'), 't'));
    expect(urls(sent(one, 'aggregate'), 't').size).toBe(2);
  });

  it('with individual consent carries codes of its own', () => {
    const shared = [...urls(sent(one, 'individual'), 't')].filter((url) => urls(sent(two, 'individual'), 't').has(url));
    expect(shared).toEqual([]);
  });

  it('without consent has no pixel and its links as they are', () => {
    expect(urls(sent(one, 'off'), 't').size).toBe(0);
    expect(sent(one, 'off')).toContain('"https://lungofiume.example/agenda"');
  });

  it('keeps its Message-ID over all tries, and shares it with nobody', () => {
    expect(messageIdOf(message, one)).toBe(messageIdOf(message, one));
    expect(messageIdOf(message, one)).not.toBe(messageIdOf(message, two));
    expect(messageIdOf(message, one)).toMatch(/^[\w-]{22}\.[\w-]{22}@lungofiume\.example$/);
  });

  it('refuses what would break a header', () => {
    expect(() => sent(one, 'off', 'a@b.example\r\nBcc: x@y.example')).toThrow(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
    expect(sent(one, 'off', 'a@b.example', 'Anna\r\nBcc: x@y.example')).not.toMatch(/^Bcc:/m);
  });
});

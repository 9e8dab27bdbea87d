import { describe, expect, it } from 'vitest';
import {
  type CountedFacts,
  checkCampaign,
  checkWritten,
  uncertainVariables,
  type WrittenFacts,
} from './campaign-checks.ts';
import { newBlock, richText } from './document/new-block.ts';
import { presetDocument } from './document/presets.ts';
import type { Block, NewsletterDocument } from './document/schema.ts';

function documentOf(...blocks: Block[]): NewsletterDocument {
  return { ...presetDocument('announcement', 'it'), blocks };
}
const heading: Block = { ...newBlock('heading', 'h', 'it'), text: richText('Ciao') } as Block;
const good: WrittenFacts & CountedFacts = {
  subject: 'Novità',
  preheader: 'In breve',
  fromName: 'Lungofiume',
  fromAddress: 'news@lungofiume.example',
  document: documentOf(heading),
  verifiedDomains: ['lungofiume.example'],
  bytes: 20_000,
  plainText: null,
  files: [],
  eligible: 10,
  total: 12,
  missing: [],
  quota: { limit: 100, used: 0 },
};
const named = (facts: Partial<typeof good>) =>
  checkCampaign({ ...good, ...facts })
    .filter(({ level }) => level !== 'ok')
    .map(({ id, level, reason }) => `${id} ${level} ${reason}`);

describe('the checks before sending', () => {
  it('find nothing amiss in a finished campaign', () => expect(named({})).toEqual([]));

  const cases: [string, Partial<typeof good>, string[]][] = [
    ['no subject', { subject: '  ' }, ['subject blocker missing']],
    ['a subject that does not parse', { subject: 'Ciao {{ contact.' }, ['subject blocker template']],
    ['a link in the subject', { subject: '{{ link.view }}' }, ['subject blocker template']],
    ['a very long subject', { subject: 'x'.repeat(121) }, ['subject warning long']],
    ['no preheader', { preheader: '' }, ['preheader warning missing']],
    ['no sender', { fromAddress: '' }, ['sender blocker missing']],
    ['half an address', { fromAddress: 'news@' }, ['sender blocker invalid']],
    ['two addresses', { fromAddress: 'a@a.example,b@lungofiume.example' }, ['sender blocker invalid']],
    ['a freemail sender', { fromAddress: 'noi@Gmail.com' }, ['sender blocker freemail']],
    [
      'a freemail sender that somebody verified',
      { fromAddress: 'a@gmail.com', verifiedDomains: ['gmail.com'] },
      ['sender blocker freemail'],
    ],
    ['an unverified domain', { fromAddress: 'a@other.example' }, ['sender blocker unverified']],
    ['a name under a verified domain', { fromAddress: 'a@x.lungofiume.example' }, ['sender blocker unverified']],
    ['no sender’s name', { fromName: '' }, ['sender blocker name-missing']],
    ['an empty document', { document: documentOf() }, ['content blocker empty']],
    [
      'an image not chosen',
      { document: documentOf(heading, newBlock('image', 'i', 'it')) },
      ['images blocker missing'],
    ],
    [
      'a button that leads nowhere',
      { document: documentOf(newBlock('button', 'b', 'it')) },
      ['buttons blocker link-missing'],
    ],
    ['more than Gmail shows', { bytes: 102 * 1024 + 1 }, ['size warning clipped']],
    ['nobody to send to', { eligible: 0 }, ['audience blocker empty']],
    ['a month that is full', { quota: { limit: 100, used: 95 } }, ['quota blocker exceeded']],
    [
      'values that are missing',
      {
        missing: [
          { name: 'contact.firstName', fallback: 'amico', contacts: 3 },
          { name: 'contact.lastName', fallback: '', contacts: 2 },
        ],
      },
      ['variables warning fallback', 'variables warning blank'],
    ],
  ];
  it.each(cases)('name %s', (_, facts, expected) => expect(named(facts)).toEqual(expected));

  it('allow exactly what is left of the month', () => {
    expect(named({ quota: { limit: 100, used: 90 } })).toEqual([]);
    expect(named({ quota: { limit: null, used: 1_000_000 } })).toEqual([]);
  });

  it('lead to the block that they speak of', () => {
    const image = { ...newBlock('image', 'i', 'it'), src: 'a'.repeat(64) } as Block;
    const check = checkWritten({ ...good, document: documentOf(heading, image) }).find(({ id }) => id === 'alt');
    expect(check).toMatchObject({ level: 'warning', reason: 'missing', blockId: 'i', data: { count: 1 } });
  });

  it.each([
    ['Ciao', 'text blocker no-unsubscribe'],
    ['', 'text blocker empty'],
    ['{{ contact.', 'text blocker template'],
  ])('stop a plain part of one’s own that reads “%s”', (plainText, problem) => {
    expect(named({ plainText })).toEqual([problem]);
  });

  it('let a plain part of one’s own pass that can be unsubscribed from', () => {
    expect(named({ plainText: 'Basta: {{ link.unsubscribe }}' })).toEqual([]);
  });

  it('count files as they travel, in base64', () => {
    const check = checkWritten({ ...good, files: [{ bytes: 3_000_000 }] }).find(({ id }) => id === 'files');
    expect(check).toMatchObject({ level: 'warning', data: { count: 1, megabytes: 4.1 } });
  });

  it('tell the workspace’s own facts that nobody has filled in from what contacts lack', () => {
    const missing = [{ name: 'workspace.phone', fallback: '', contacts: 10 }];
    expect(named({ missing })).toEqual(['variables warning own-blank']);
  });

  it('ask for no value that is always there', () => {
    const uses = uncertainVariables(
      good.document,
      'Ciao {{ contact.firstName }} di {{ workspace.name }}',
      '{{ contact.address }}',
      '{{ campaign.date }} {{ workspace.phone | "—" }} {{ link.unsubscribe }}',
    );
    expect(uses).toEqual([
      { name: 'contact.firstName', fallback: '' },
      { name: 'workspace.phone', fallback: '—' },
    ]);
  });
});

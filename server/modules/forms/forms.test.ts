import { describe, expect, it } from 'vitest';
import { contrast, inkOn } from '#shared/forms/contrast.ts';
import { judgeEffort, makeChallenge } from './challenge.ts';
import { defaultForm } from './default-form.ts';
import { capKey } from './mail-caps.ts';
import { mailName } from './mail-name.ts';
import { plainForm } from './plain-form.ts';
import { readSignUp } from './read-sign-up.ts';
import { type ReviewFacts, reviewForm } from './review-form.ts';
import { type FormDefinition, formDefinition, type PublishedDefinition, setSitesInput } from './schemas.ts';
import { mayCarry, sourcePage } from './sites.ts';
import { viewOf } from './view-of.ts';

const topic = '01900000-0000-7000-8000-000000000001';
const group = '01900000-0000-7000-8000-000000000002';
const plain = defaultForm('it', [topic]);
const facts: ReviewFacts = {
  provider: 'Postino',
  workspace: 'Lungofiume',
  topicIds: new Set([topic]),
  groups: new Map([[group, 'Soci']]),
  attributes: new Map([['eta', { type: 'number', label: 'Età', choices: [] }]]),
  sensitive: (label) => /salute/i.test(label),
};
const published = (definition: FormDefinition): PublishedDefinition => ({
  definition,
  attributes: [
    { key: 'eta', type: 'number', choices: [] },
    { key: 'taglia', type: 'choice', choices: ['S', 'M'] },
  ],
  provider: 'Postino',
  workspace: 'Lungofiume',
});

describe('a definition', () => {
  it('always asks for the address, once, and for no field twice', () => {
    const [address, name] = plain.fields;
    expect(formDefinition.safeParse(plain).success).toBe(true);
    expect(formDefinition.safeParse({ ...plain, fields: [name] }).success).toBe(false);
    expect(formDefinition.safeParse({ ...plain, fields: [address, address] }).success).toBe(false);
    expect(formDefinition.safeParse({ ...plain, fields: [address, name, name] }).success).toBe(false);
  });

  it('takes no script for a link and nothing but a colour for a colour', () => {
    const privacy = { text: '', url: 'javascript:alert(1)' };
    expect(formDefinition.safeParse({ ...plain, privacy }).success).toBe(false);
    const look = { ...plain.look, accent: '#fff;}body{display:none' };
    expect(formDefinition.safeParse({ ...plain, look }).success).toBe(false);
  });
});

describe('the review', () => {
  const codes = (form: FormDefinition) => reviewForm(form, facts).map(({ code }) => code);

  it('finds nothing in a new form, in either language', () => {
    expect(codes(plain)).toEqual([]);
    expect(codes(defaultForm('en', [topic]))).toEqual([]);
  });

  it.each([
    ['Tutto bene.', ['privacy-provider', 'privacy-tracking', 'privacy-count']],
    ['Consegna {provider}.', ['privacy-tracking', 'privacy-count']],
    ['Consegna {provider}; aperture e clic sono rilevati.', ['privacy-count']],
    ['Consegna {provider}; aperture e clic sono rilevati, con numero e data.', []],
    ['{provider} delivers; opens and clicks are tracked with their count and date.', []],
  ])('holds the notice %j to what it must say', (text, expected) => {
    expect(codes({ ...plain, privacy: { text, url: '' } })).toEqual(expected);
  });

  it('names what is gone, what is unlabelled, and what must not be asked', () => {
    const field = { kind: 'attribute' as const, key: 'via', label: 'Stato di salute', required: false };
    const form = {
      ...plain,
      fields: [...plain.fields, field],
      topicIds: [group],
      groups: { always: [topic], label: '', offered: [{ id: group, label: '' }] },
    };
    expect(codes(form)).toEqual(['topic-gone', 'group-gone', 'attribute-gone', 'label', 'sensitive']);
  });

  it('warns of colours that are hard to read', () => {
    const look = { ...plain.look, ink: '#cccccc', accent: '#f5f5f5' };
    expect(reviewForm({ ...plain, look }, facts)).toEqual([
      { severity: 'warning', code: 'contrast-text', about: '' },
      { severity: 'warning', code: 'contrast-button', about: '' },
    ]);
  });
});

describe('contrast', () => {
  it('is 21 of black on white, and picks the ink that reads', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect([inkOn('#2f4dc0'), inkOn('#ffe680')]).toEqual(['#ffffff', '#14161a']);
  });
});

describe('what was filled in', () => {
  const read = (fields: Record<string, string>, form = plain) =>
    readSignUp(published(form), new Map(Object.entries({ address: 'Ada@Fiume.example', consent: '1', ...fields })));

  it('is cleaned: one line, no controls, nothing that the form does not ask', () => {
    const result = read({ 'first-name': ' A\u0000d\u202ea\r\nBcc: x ', 'last-name': 'non chiesto', 'attr-eta': '3' });
    expect(result).toMatchObject({
      ok: true,
      address: 'Ada@Fiume.example',
      addressKey: 'ada@fiume.example',
      values: { firstName: 'A d a Bcc: x', lastName: '', attributes: {} },
    });
  });

  it('is held to each attribute’s type and choices', () => {
    const fields = [
      ...plain.fields,
      { kind: 'attribute' as const, key: 'eta', label: 'Età', required: true },
      { kind: 'attribute' as const, key: 'taglia', label: 'Taglia', required: false },
    ];
    const form = { ...plain, fields };
    expect(read({ 'attr-eta': 'tanti', 'attr-taglia': 'XXL' }, form)).toMatchObject({
      refusals: [
        { name: 'attr-eta', reason: 'value' },
        { name: 'attr-taglia', reason: 'value' },
      ],
    });
    expect(read({ 'attr-eta': '' }, form)).toMatchObject({ refusals: [{ name: 'attr-eta', reason: 'required' }] });
    expect(read({ 'attr-eta': '42', 'attr-taglia': 'm' }, form)).toMatchObject({
      values: { attributes: { eta: 42, taglia: 'M' } },
    });
  });

  it('ticks no tracking where the form does not ask for it, and no group that it does not offer', () => {
    expect(read({ tracking: '1', [`group-${group}`]: '1' })).toMatchObject({
      consents: { tracking: null },
      values: { groupIds: [] },
    });
  });
});

describe('a challenge', () => {
  const at = (ms: number) => new Date(1_800_000_000_000 + ms);
  const token = makeChallenge('modulo', 0, at(0));
  const proof = '7-7-7-7-7-7-7-7';

  it.each([
    ['without one', { token: '', proof: '' }, 0, 'none'],
    ['solved', { token, proof }, 1_500, 'proved'],
    ['solved too soon', { token, proof }, 500, 'early'],
    ['unsolved, in a person’s time', { token, proof: '' }, 5_000, 'timed'],
    ['unsolved and too soon', { token, proof: '' }, 1_500, 'early'],
    ['hours later', { token, proof }, 3 * 3_600_000, 'stale'],
    ['from the future', { token, proof }, -5_000, 'stale'],
    ['with fewer bits than given', { token: token.replace(/^0/, '1'), proof }, 1_500, 'stale'],
    ['with no number for a proof', { token, proof: '1e9' }, 1_500, 'stale'],
    ['of no form of ours', { token: 'a.b.c.d', proof: '1' }, 1_500, 'stale'],
  ])('sent %s', (_, given, after, expected) => {
    expect(judgeEffort('modulo', given, at(after)).kind).toBe(expected);
  });

  it('is another form’s only', () => {
    expect(judgeEffort('altro', { token, proof }, at(1_500)).kind).toBe('stale');
  });
});

describe('sites', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['https://fiume.example', true],
    ['https://posta.example', true],
    ['https://www.fiume.example', false],
    ['http://fiume.example', false],
    ['https://fiume.example.evil.example', false],
    ['null', false],
    ['non un sito', false],
  ])('let %j carry the form: %j', (origin, expected) => {
    expect(mayCarry(origin, 'posta.example', ['https://fiume.example'])).toBe(expected);
  });

  it('are kept as origins, however they were typed', () => {
    const { parse } = setSitesInput.shape.sites;
    expect(parse(['www.fiume.example/chi-siamo', 'http://localhost:8080/x', 'HTTPS://FIUME.example:443'])).toEqual([
      'https://www.fiume.example',
      'http://localhost:8080',
      'https://fiume.example',
    ]);
    expect(setSitesInput.shape.sites.safeParse(['javascript:alert(1)']).success).toBe(false);
  });

  it('tell their page without what may be personal in its address', () => {
    expect(sourcePage('https://a.example/p?mail=x#y')).toBe('https://a.example/p');
    expect(sourcePage('javascript:alert(1)')).toBe('');
  });
});

describe('in the mail', () => {
  it('a workspace’s name stays one line and makes no link', () => {
    expect(mailName('Rossi\r\nBcc: x <b> https://evil.example/a www.evil.example a@b.example')).toBe('Rossi Bcc: x b');
  });

  it('spellings of one address count together', () => {
    expect(capKey('a.da+1@gmail.com')).toBe(capKey('ada@googlemail.com'));
    expect(capKey('a.da@fiume.example')).not.toBe(capKey('ada@fiume.example'));
  });
});

describe('the plain form', () => {
  const address = { publicId: 'x', revision: 3, action: 'https://posta.example/f/x' };

  it('escapes everything that a customer or a visitor wrote', () => {
    const texts = { ...plain.texts, title: '<script>alert(1)</script>' };
    const view = viewOf(published({ ...plain, texts }), address);
    const values = new Map([['address', '"><img src=x onerror=alert(1)>']]);
    const html = plainForm(view, { again: { values, errors: new Map([['address', '<b>']]) } });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain('aria-invalid="true"');
  });

  it('has every box unticked', () => {
    const form = { ...plain, consents: { ...plain.consents, tracking: 'Sì' } };
    expect(plainForm(viewOf(published(form), address))).not.toContain('checked');
  });
});

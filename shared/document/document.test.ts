import { describe, expect, it } from 'vitest';
import { collectVariables, missingVariables } from './collect-variables.ts';
import { blockTypes } from './limits.ts';
import { newBlock, newFooter } from './new-block.ts';
import { migrateDocument, parseDocument } from './parse-document.ts';
import { presetNames } from './preset-names.ts';
import { emptyDocument, presetDocument } from './presets.ts';
import { reviewDocument } from './review-document.ts';
import type { NewsletterDocument } from './schema.ts';

function withText(node: unknown): unknown {
  const text = { ...newBlock('text', 'a', 'it'), text: { type: 'doc', content: [node] } };
  return { ...emptyDocument('it'), blocks: [text] };
}

function paragraph(...content: unknown[]): unknown {
  return { type: 'paragraph', content };
}

function linked(href: string): unknown {
  return withText(paragraph({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href, target: '_blank' } }] }));
}

function codes(input: unknown): string[] {
  const parsed = parseDocument(input);
  return parsed.ok ? [] : parsed.issues.map((issue) => issue.code);
}

function nested(levels: number): unknown {
  let node = paragraph();
  for (let level = 0; level < levels; level += 1)
    node = { type: 'bulletList', content: [{ type: 'listItem', content: [node] }] };
  return node;
}

describe('parseDocument', () => {
  it.each(presetNames.flatMap((name) => [[name, 'it'] as const, [name, 'en'] as const]))(
    'accepts the preset %s in %s unchanged',
    (name, language) => {
      const document = presetDocument(name, language);
      expect(parseDocument(document)).toEqual({ ok: true, document });
    },
  );

  it('accepts every block as the editor inserts it', () => {
    const document = { ...emptyDocument('en'), blocks: blockTypes.map((type) => newBlock(type, type, 'en')) };
    expect(parseDocument(document)).toEqual({ ok: true, document });
  });

  it('reads its own output again as the same document', () => {
    const first = parseDocument(linked('https://example.it/'));
    expect(first.ok && parseDocument(first.document)).toEqual(first);
  });

  it('names the type of a block it does not know', () => {
    const parsed = parseDocument({ ...emptyDocument('it'), blocks: [{ id: 'a', type: 'gallery' }] });
    expect(parsed).toEqual({
      ok: false,
      issues: [{ code: 'unknown-block', path: ['blocks', 0, 'type'], data: { type: 'gallery' } }],
    });
  });

  it('refuses columns within columns', () => {
    const outer = newBlock('columns', 'outer', 'it');
    const inner = newBlock('columns', 'inner', 'it');
    const columns = [
      { id: 'c1', blocks: [inner] },
      { id: 'c2', blocks: [] },
    ];
    expect(codes({ ...emptyDocument('it'), blocks: [{ ...outer, columns }] })).toContain('unknown-block');
  });

  it.each<[string, unknown, string]>([
    ['no object', 'text', 'not-a-document'],
    ['null', null, 'not-a-document'],
    ['a list', [], 'not-a-document'],
    ['no version', { ...emptyDocument('it'), version: undefined }, 'unknown-version'],
    ['a newer version', { ...emptyDocument('it'), version: 2 }, 'unknown-version'],
    ['no footer', { ...emptyDocument('it'), footer: undefined }, 'invalid'],
    [
      'a footer without its unsubscribe text',
      { ...emptyDocument('it'), footer: { ...newFooter('it'), unsubscribeLabel: ' ' } },
      'too-small',
    ],
    [
      'an id twice',
      { ...emptyDocument('it'), blocks: [newBlock('text', 'a', 'it'), newBlock('text', 'a', 'it')] },
      'duplicate-id',
    ],
    [
      '201 blocks',
      { ...emptyDocument('it'), blocks: Array.from({ length: 201 }, (_, i) => newBlock('divider', `b${i}`, 'it')) },
      'too-big',
    ],
    ['deep nesting', withText(nested(100_000)), 'too-deep'],
    ['too much text', withText(paragraph({ type: 'text', text: 'a'.repeat(600_001) })), 'too-large'],
    ['raw HTML in place of text', withText({ type: 'html', html: '<b>' }), 'invalid'],
    ['an unknown key', { ...emptyDocument('it'), script: 'x' }, 'unknown-key'],
    [
      'a colour that carries CSS',
      { ...emptyDocument('it'), settings: { ...emptyDocument('it').settings, color: '#fff;x:y' } },
      'invalid',
    ],
    ['javascript:', linked('javascript:alert(1)'), 'unsafe-url'],
    ['javascript: split by a tab', linked('java\tscript:alert(1)'), 'unsafe-url'],
    ['data:', linked('data:text/html,x'), 'unsafe-url'],
    ['a relative URL', linked('/x'), 'unsafe-url'],
    ['a variable as scheme', linked('{{ contact.attributes.site }}'), 'unsafe-url'],
    ['a variable as host', linked('https://{{ contact.attributes.site }}/'), 'unsafe-url'],
    [
      'an unknown variable',
      withText(paragraph({ type: 'variable', attrs: { name: 'contact.password', fallback: '' } })),
      'unknown-variable',
    ],
    [
      'a label with bad syntax',
      { ...emptyDocument('it'), blocks: [{ ...newBlock('button', 'a', 'it'), label: '{{ x' }] },
      'bad-template',
    ],
    [
      'an http image',
      { ...emptyDocument('it'), blocks: [{ ...newBlock('image', 'a', 'it'), src: 'http://x.it/a.png' }] },
      'unsafe-url',
    ],
    [
      'widths that do not sum to 100',
      { ...emptyDocument('it'), blocks: [{ ...newBlock('columns', 'a', 'it'), widths: [50, 40] }] },
      'widths-sum',
    ],
  ])('refuses %s', (_, input, code) => {
    expect(codes(input)).toContain(code);
  });

  it('passes the current version to the schema as it is', () => {
    const document = emptyDocument('it');
    expect(migrateDocument(document)).toEqual({ ok: true, value: document });
  });

  it('drops what Tiptap adds to links and keeps the rest', () => {
    const parsed = parseDocument(linked('https://example.it/'));
    expect(JSON.stringify(parsed)).not.toContain('_blank');
    expect(JSON.stringify(parsed)).toContain('https://example.it/');
  });

  it('returns strings that jsonb can hold', () => {
    const parsed = parseDocument(withText(paragraph({ type: 'text', text: 'a\u0000b\ud800c' })));
    expect(JSON.stringify(parsed)).toContain('ab\ufffdc');
  });
});

describe('variables', () => {
  const document: NewsletterDocument = {
    ...emptyDocument('it'),
    blocks: [
      {
        ...newBlock('button', 'b', 'it'),
        ...{
          type: 'button',
          label: '{{ contact.attributes.city | "qui" }}',
          href: 'https://x.it/?n={{ contact.lastName }}',
        },
        ...{ fill: null, ink: null, radius: 0, fullWidth: false },
      },
    ],
  };

  it('are collected from subject, preheader, blocks, URLs and footer, each once', () => {
    const subject = '{{ contact.firstName | "tu" }} {{ contact.firstName | "tu" }}';
    expect(collectVariables(document, subject, '{{ contact.firstName }}')).toEqual([
      { name: 'contact.firstName', fallback: 'tu' },
      { name: 'contact.firstName', fallback: '' },
      { name: 'contact.attributes.city', fallback: 'qui' },
      { name: 'contact.lastName', fallback: '' },
      { name: 'workspace.name', fallback: '' },
    ]);
  });

  it('count as missing when their value is blank', () => {
    const uses = collectVariables(document, '', '');
    const values = { 'contact.attributes.city': ' ', 'contact.lastName': 'Rossi', 'workspace.name': 'L' };
    expect(missingVariables(uses, values)).toEqual([{ name: 'contact.attributes.city', fallback: 'qui' }]);
  });
});

describe('reviewDocument', () => {
  it.each(['it', 'en'] as const)('%s: finds what a theme put there to be written over, until it is', (language) => {
    const examples = (name: (typeof presetNames)[number]) =>
      reviewDocument(presetDocument(name, language)).filter(({ problem }) => problem === 'example-text').length;
    expect(presetNames.map((name) => [name, examples(name)])).toEqual([
      ['announcement', 1],
      ['newsletter', 4],
      ['event', 1],
      ['consent', 0],
    ]);
    const written = JSON.parse(
      JSON.stringify(presetDocument('newsletter', language)).replaceAll(
        /(Prima|Seconda) notizia|(First|Second) story/g,
        'La fiera',
      ),
    );
    expect(reviewDocument(written).filter(({ problem }) => problem === 'example-text')).toHaveLength(2);
  });

  it('names what is unfinished, block by block', () => {
    const blocks = [newBlock('image', 'i', 'it'), newBlock('button', 'b', 'it'), newBlock('text', 't', 'it')];
    expect(reviewDocument({ ...emptyDocument('it'), blocks })).toEqual([
      { blockId: 'i', problem: 'image-missing' },
      { blockId: 'b', problem: 'button-without-link' },
      { blockId: 't', problem: 'empty-text' },
    ]);
  });

  it('says that a document of lines and spaces has no content', () => {
    const blocks = [newBlock('divider', 'd', 'it')];
    expect(reviewDocument({ ...emptyDocument('it'), blocks })).toEqual([{ blockId: 'footer', problem: 'no-content' }]);
  });
});

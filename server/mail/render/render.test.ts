import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { newBlock, newFooter } from '#shared/document/new-block.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { emptyDocument, presetDocument } from '#shared/document/presets.ts';
import type { InlineNode, NewsletterDocument, TextNode } from '#shared/document/schema.ts';
import { compiledTemplateSchema, type Part } from './compiled-template.ts';
import { inTheDark } from './dark-style.ts';
import type { MergeValues } from './merge-values.ts';
import { derivedText } from './own-text.ts';
import { randomDocument, seededRandom } from './random-document.ts';
import { renderDocument } from './render-document.ts';
import { renderPreview } from './render-preview.ts';

const options = {
  subject: 'Oggetto',
  preheader: '',
  language: 'it' as const,
  imageUrl: (hash: string) => `https://c.example/i/${hash}`,
};
const recipient: MergeValues = {
  values: { 'contact.firstName': 'Zoë', 'workspace.name': 'Lungofiume' },
  wrapLinks: true,
  linkUrl: (index) => `https://t.example/t/c/${index}`,
  unsubscribeUrl: 'https://t.example/u/1?a=1&b=2',
  preferencesUrl: 'https://t.example/u/1/p',
  viewUrl: 'https://t.example/v/1',
  pixelUrl: 'https://t.example/t/o/1',
};

function withNodes(...content: TextNode[]): NewsletterDocument {
  const block = newBlock('text', 'a', 'it');
  return {
    ...emptyDocument('it'),
    blocks: block.type === 'text' ? [{ ...block, text: { type: 'doc', content } }] : [],
  };
}

function text(words: string, href?: string): InlineNode {
  return { type: 'text', text: words, marks: href === undefined ? [] : [{ type: 'link', attrs: { href } }] };
}

async function preview(document: NewsletterDocument, change: Partial<MergeValues> = {}) {
  const template = await renderDocument(document, options);
  return { template, ...renderPreview(template, { ...recipient, ...change }) };
}

function slots(parts: readonly Part[], name: string): number {
  return parts.filter((part) => typeof part !== 'string' && part.slot === name).length;
}

/** Every element and its attributes as a real HTML parser understands them. */
function elements(html: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) {
      found.push({ name: node.tagName, attributes: Object.fromEntries(node.attrs.map((a) => [a.name, a.value])) });
    }
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  for (const child of parse(html).childNodes) walk(child);
  return found;
}

describe('renderDocument', () => {
  it('keeps every slot and stays free of foreign markup over 60 random hostile documents', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const document = randomDocument(seededRandom(seed));
      const parsed = parseDocument(document);
      expect(parsed, `seed ${seed}`).toMatchObject({ ok: true });
      const template = await renderDocument(document, {
        ...options,
        subject: '{{ contact.firstName | "<b>" }}',
        preheader: '$& "x"',
      });
      expect(compiledTemplateSchema.parse(JSON.parse(JSON.stringify(template)))).toEqual(template);
      for (const slot of ['unsubscribe', 'preferences']) expect(slots(template.html, slot)).toBeGreaterThanOrEqual(1);
      expect(slots(template.html, 'pixel')).toBe(1);
      expect(template.links.map((link) => link.index)).toEqual(template.links.map((_, index) => index));

      const values = {
        'contact.firstName': '"><script>x</script>',
        'contact.attributes.city': "' onload='x",
        'workspace.name': '</style>',
      };
      const { html } = renderPreview(template, { ...recipient, values });
      for (const element of elements(html)) {
        expect(['script', 'mj-raw', 'mj-text', 'mj-column']).not.toContain(element.name);
        expect(Object.keys(element.attributes).filter((name) => name.startsWith('on'))).toEqual([]);
        const { href } = element.attributes;
        if (element.name === 'a' && href !== undefined) expect(href).toMatch(/^(https:|mailto:|tel:)/);
      }
    }
  });

  it.each(['announcement', 'newsletter', 'event'] as const)('renders the preset %s', async (name) => {
    const { html, text: plain } = await preview(presetDocument(name, 'en'));
    expect(html).toContain('Zoë');
    expect(plain).toContain('Hello Zoë,');
  });

  it('gives each distinct URL one index and keeps mailto, tel and personal URLs out of tracking', async () => {
    const personal = 'https://x.it/?n={{ contact.firstName | "tu" }}';
    const { template, html } = await preview(
      withNodes({
        type: 'paragraph',
        content: [
          text('one', 'https://x.it/1'),
          text('two', 'https://x.it/2'),
          text('again', 'https://x.it/1'),
          text('mail', 'mailto:a@x.it'),
          text('personal', personal),
        ],
      }),
    );
    expect(template.links).toEqual([
      { index: 0, url: 'https://x.it/1', label: 'one' },
      { index: 1, url: 'https://x.it/2', label: 'two' },
    ]);
    expect(template.directLinks).toEqual([{ url: personal, label: 'personal' }]);
    const hrefs = elements(html).flatMap((element) => (element.name === 'a' ? [element.attributes.href] : []));
    expect(hrefs).toEqual([
      'https://t.example/t/c/0',
      'https://t.example/t/c/1',
      'https://t.example/t/c/0',
      'mailto:a@x.it',
      'https://x.it/?n=Zo%C3%AB',
      recipient.unsubscribeUrl,
      recipient.preferencesUrl,
    ]);
  });

  it('writes the links’ own URLs and no pixel where tracking is off', async () => {
    const document = withNodes({ type: 'paragraph', content: [text('one', 'https://x.it/?a=1&b=2')] });
    const { html, text: plain } = await preview(document, { wrapLinks: false, pixelUrl: null });
    expect(html).toContain('href="https://x.it/?a=1&amp;b=2"');
    expect(plain).toContain('one <https://x.it/?a=1&b=2>');
    expect(html).not.toContain('<img');
    expect(html + plain).not.toContain('/t/');
  });

  it('is one link to its reader where a link’s words are marked differently', async () => {
    const bold: InlineNode = {
      type: 'text',
      text: 'the rest',
      marks: [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://x.it/' } }],
    };
    const { html, text: plain } = await preview(
      withNodes({ type: 'paragraph', content: [text('Read ', 'https://x.it/'), bold] }),
    );
    expect(plain).toContain('Read the rest <https://t.example/t/c/0>');
    expect(html.match(/t\/c\/0/g)).toHaveLength(1);
  });

  it('fetches nothing from a third party', async () => {
    const { html } = await preview(presetDocument('newsletter', 'it'));
    expect(html).not.toMatch(/fonts\.googleapis|@import|<link/);
  });

  it('writes the preheader hidden, once, before the text', async () => {
    const template = await renderDocument(emptyDocument('it'), {
      ...options,
      preheader: 'Anteprima per {{ contact.firstName }}',
    });
    const { html } = renderPreview(template, recipient);
    expect(html.match(/Anteprima per Zoë/g)).toHaveLength(1);
    expect(html).toMatch(/display:none[^>]*>Anteprima per Zoë/);
  });

  it.each([
    ['{{ contact.nome }}', 'unknown-name'],
    ['{{ link.unsubscribe }}', 'link-variable'],
  ])('refuses the subject %s', async (subject, mistake) => {
    await expect(renderDocument(emptyDocument('it'), { ...options, subject })).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { reason: 'bad-template', field: 'subject', mistake },
    });
  });

  it('leaves unfinished blocks out', async () => {
    const document = { ...emptyDocument('it'), blocks: [newBlock('image', 'i', 'it'), newBlock('button', 'b', 'it')] };
    const { html, text: plain } = await preview(document, { pixelUrl: null });
    expect(html).not.toContain('<img');
    expect(`${html}${plain}`).not.toContain('Scopri');
  });
});

describe('the plain part', () => {
  it('is written from the document: headings, lists, links, images, buttons, footer', async () => {
    const item = (...content: TextNode[]) => ({ type: 'listItem' as const, content });
    const line = (...content: InlineNode[]): TextNode => ({ type: 'paragraph', content });
    const nodes: TextNode[] = [
      line(
        text('Ciao '),
        { type: 'variable', attrs: { name: 'contact.firstName', fallback: 'tu' }, marks: [] },
        { type: 'hardBreak' },
        text('a capo'),
      ),
      {
        type: 'bulletList',
        content: [
          item(line(text('uno'), { type: 'hardBreak' }, text('segue'))),
          item(line(text('due')), {
            type: 'orderedList',
            attrs: { start: 3 },
            content: [item(line(text('tre'))), item(line(text('quattro')))],
          }),
        ],
      },
    ];
    const document = withNodes(...nodes);
    const heading = newBlock('heading', 'h', 'it');
    const image = { ...newBlock('image', 'i', 'it'), src: 'b'.repeat(64), alt: 'Il fiume', href: 'https://x.it/f' };
    const button = { ...newBlock('button', 'b', 'it'), href: 'https://x.it/' };
    const title = { type: 'doc', content: [{ type: 'paragraph', content: [text('Titolo')] }] };
    const parsed = parseDocument({
      ...document,
      blocks: [{ ...heading, text: title }, ...document.blocks, image, button],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const { text: plain } = await preview(parsed.document);
    expect(plain).toBe(
      [
        'Titolo\n------',
        'Ciao Zoë\na capo',
        '- uno\n  segue\n- due\n  3. tre\n  4. quattro',
        '[Il fiume] <https://t.example/t/c/0>',
        'Scopri di più <https://t.example/t/c/1>',
        [
          '-'.repeat(60),
          'Lungofiume',
          'Ricevi questo messaggio perché ti sei iscritto alle comunicazioni di Lungofiume.',
          `${newFooter('it').unsubscribeLabel} <${recipient.unsubscribeUrl}>`,
          `${newFooter('it').withoutTrackingLabel} <${recipient.preferencesUrl}>\n`,
        ].join('\n'),
      ].join('\n\n'),
    );
  });
});

describe('a plain part in one’s own words', () => {
  const own = (plainText: string) => renderDocument(presetDocument('newsletter', 'it'), { ...options, plainText });
  const read = async (plainText: string, change: Partial<MergeValues> = {}) =>
    renderPreview(await own(plainText), { ...recipient, ...change }).text;

  it('carries values, the personal links, and addresses tracked as the HTML’s are', async () => {
    const source = 'Ciao {{ contact.firstName | "tu" }}: https://x.it/a. Basta: {{ link.unsubscribe }}';
    expect(await read(source)).toBe(`Ciao Zoë: https://t.example/t/c/0. Basta: ${recipient.unsubscribeUrl}\n`);
    expect(await read(source, { wrapLinks: false })).toContain('Zoë: https://x.it/a.');
  });

  it('percent-encodes a value within an address, and in words not', async () => {
    const source = '{{ contact.firstName }} https://x.it/?n={{ contact.firstName }}';
    expect(await read(source)).toBe('Zoë https://x.it/?n=Zo%C3%AB\n');
  });

  it('leads where the HTML leads under the same number', async () => {
    const button = { ...newBlock('button', 'b', 'it'), href: 'https://x.it/' } as const;
    const document = { ...emptyDocument('it'), blocks: [button] };
    const { links } = await renderDocument(document, { ...options, plainText: 'https://x.it/ e https://y.it/' });
    expect(links.map(({ url }) => url)).toEqual(['https://x.it/', 'https://y.it/']);
  });

  it('says where its own mistake is', async () => {
    await expect(own('Ciao {{ contact.firstName')).rejects.toMatchObject({ data: { field: 'plainText', position: 5 } });
  });

  it('comes back from the derived text as the derived text', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const document = randomDocument(seededRandom(seed));
      const derived = renderPreview(await renderDocument(document, options), { ...recipient, wrapLinks: false }).text;
      const again = await renderDocument(document, { ...options, plainText: derivedText(document) });
      const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
      expect(squeezed(renderPreview(again, { ...recipient, wrapLinks: false }).text)).toBe(squeezed(derived));
    }
  });
});

describe('what is the same for all recipients', () => {
  it('is written in once, escaped for its place, and its fallback where it is blank', async () => {
    const chip = (name: string, fallback = ''): InlineNode => ({
      type: 'variable',
      attrs: { name, fallback },
      marks: [],
    });
    const document = withNodes({
      type: 'paragraph',
      content: [chip('workspace.address'), chip('workspace.phone', 'niente'), chip('campaign.subject')],
    });
    const template = await renderDocument(document, {
      ...options,
      subject: 'Per {{ contact.firstName }}',
      fixed: { 'workspace.address': 'Via <Po> 1', 'workspace.phone': ' ' },
    });
    const { html, text: plain } = renderPreview(template, recipient);
    expect(html).toContain('Via &lt;Po&gt; 1nientePer Zoë');
    expect(plain).toContain('Via <Po> 1nientePer Zoë');
    expect(slots(template.html, 'variable')).toBeGreaterThan(0);
  });
});

describe('a row of links', () => {
  it('is written in both parts, without what has no words or no address', async () => {
    const links = {
      ...newBlock('links', 'l', 'it'),
      look: 'pills' as const,
      items: [
        { label: 'Sito', href: 'https://x.it/' },
        { label: '', href: 'https://y.it/' },
        { label: 'Vuoto', href: '' },
      ],
    };
    const { html, text: plain, template } = await preview({ ...emptyDocument('it'), blocks: [links as never] });
    expect(html).toContain('>Sito</a>');
    expect(plain.split('\n')[0]).toBe('Sito <https://t.example/t/c/0>');
    expect(`${html}${plain}`).not.toContain('Vuoto');
    expect(template.links).toHaveLength(1);
  });
});

describe('in the dark', () => {
  it('turns every ground and every letter that the message brings, in a style of its own', async () => {
    const { html } = await preview(presetDocument('newsletter', 'it'));
    const style = /<style type="text\/css">(@media \(prefers-color-scheme:dark\)[^<]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(style).toContain('[style*="background:#ffffff"]');
    expect(style).toContain('color:#1f2430"]');
    expect(inTheDark(html)).not.toContain('prefers-color-scheme');
  });
});

describe('values', () => {
  it.each([
    ['', 'tu'],
    [' \t ', 'tu'],
    ['Anna\r\nBcc: x', 'Anna Bcc: x'],
    ['a\u0000b', 'ab'],
    ['\ud800', '\ufffd'],
    ['Rossi & <Figli>', 'Rossi & <Figli>'],
  ])('print %j as %j', async (value, printed) => {
    const chip: InlineNode = { type: 'variable', attrs: { name: 'contact.firstName', fallback: 'tu' }, marks: [] };
    const document = withNodes({ type: 'paragraph', content: [chip] });
    const { html, text: plain } = await preview(document, { values: { 'contact.firstName': value } });
    expect(plain.startsWith(`${printed}\n`)).toBe(true);
    const escaped = printed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(html).toContain(`>${escaped}</p>`);
  });
});

import { newFooter } from '#shared/document/new-block.ts';
import type { Block, InlineNode, LeafBlock, NewsletterDocument, Paragraph, TextNode } from '#shared/document/schema.ts';
import { formatTemplate } from '#shared/document/template.ts';

type Mark = Exclude<InlineNode, { type: 'hardBreak' }>['marks'][number];

/** For tests: valid documents of every block, full of strings that have broken renderers. The same seed gives the same document. */
export const hostileStrings = [
  'plain',
  'è à ü € “quotes” l’apostrofo',
  '👩‍👩‍👧‍👦🇮🇹',
  '<script>alert(1)</script>',
  '</mj-text></mj-column><mj-raw>x',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '&amp; &lt; &#x3c; &',
  "$& $1 $$ $` $'",
  '{{ contact.firstName }} {{ }} {% x %}',
  'false',
  'true',
  '\uFDD00\uFDD1 \uFDD099999\uFDD1',
  '\uE000v0\uE001',
  ']]> <![CDATA[ <!-- --> <!--[if mso]>',
  '.leading dot',
  'From me',
  'a=b= =3D ==',
  'שלום עולם مرحبا',
  'x'.repeat(400),
  'trailing space ',
  '-->',
  '<!-- htmlmin:ignore -->',
  '\\',
];

export type Random = {
  below: (limit: number) => number;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  text: () => string;
};

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    text: () => hostileStrings[below(hostileStrings.length)] ?? '',
  };
}

export function randomDocument(random: Random): NewsletterDocument {
  let ids = 0;
  const id = () => `b${ids++}`;
  const colour = () => random.pick(['#000000', '#AbCdEf', '#ffffff']);
  const maybeColour = () => random.pick([null, '#123456']);
  const variable = () => ({
    name: random.pick(['contact.firstName', 'contact.attributes.city', 'workspace.name']),
    fallback: random.text(),
  });
  const template = () => formatTemplate([random.text(), variable(), random.text()]).slice(0, 900);
  const url = () =>
    random.pick([
      'https://example.it/?a=1&b="2"',
      "https://example.it/it's?x=<y>",
      'https://example.it/{{ contact.firstName | "tu & io" }}?e={{ contact.address }}#f',
      'mailto:info@example.it?subject=a&body=b',
      'tel:+3906',
      '{{ link.unsubscribe }}',
      '{{ link.view }}',
      `https://example.it/${ids}`,
      `https://example.it/${'long/'.repeat(60)}`,
    ]);
  const style = () => ({
    padding: { top: random.below(30), right: random.below(30), bottom: random.below(30), left: random.below(30) },
    align: random.pick(['left', 'center', 'right'] as const),
    background: maybeColour(),
  });
  const inline = (): InlineNode => {
    const marks = random.pick<Mark[]>([
      [],
      [{ type: 'bold' }, { type: 'strike' }],
      [{ type: 'link', attrs: { href: url() } }, { type: 'italic' }],
    ]);
    const kind = random.below(5);
    if (kind === 0) return { type: 'hardBreak' };
    if (kind === 1) return { type: 'variable', attrs: variable(), marks };
    if (kind === 2)
      return { type: 'variable', attrs: { name: 'link.preferences', fallback: random.text() }, marks: [] };
    return { type: 'text', text: random.text(), marks };
  };
  const paragraph = (): Paragraph => ({ type: 'paragraph', content: Array.from({ length: random.below(6) }, inline) });
  const node = (depth: number): TextNode => {
    if (depth > 2 || random.below(3) > 0) return paragraph();
    const content = Array.from({ length: 1 + random.below(3) }, () => ({
      type: 'listItem' as const,
      content: [paragraph(), node(depth + 1)],
    }));
    return random.below(2) === 0
      ? { type: 'bulletList', content }
      : { type: 'orderedList', attrs: { start: random.below(5) }, content };
  };
  const leaf = (): LeafBlock => {
    const base = { id: id(), style: style() };
    switch (random.below(7)) {
      case 0: {
        const level = random.pick([1, 2, 3] as const);
        return {
          ...base,
          type: 'heading',
          level,
          text: { type: 'doc', content: [paragraph()] },
          color: maybeColour(),
          fontSize: null,
        };
      }
      case 1: {
        const content = Array.from({ length: random.below(4) }, () => node(0));
        return { ...base, type: 'text', text: { type: 'doc', content }, color: maybeColour(), fontSize: 14 };
      }
      case 2: {
        const src = random.pick(['a'.repeat(64), 'https://example.it/a.png?x=1&y="', '']);
        return {
          ...base,
          type: 'image',
          src,
          alt: template(),
          width: 100,
          height: null,
          href: random.pick(['', url()]),
          radius: 4,
        };
      }
      case 3: {
        const look = { fill: maybeColour(), ink: maybeColour(), radius: 3, fullWidth: random.below(2) === 0 };
        return { ...base, type: 'button', label: template(), href: random.pick(['', url()]), ...look };
      }
      case 4:
        return { ...base, type: 'divider', color: colour(), thickness: 2, width: 50 };
      case 5: {
        const items = Array.from({ length: random.below(4) }, () => ({
          label: template(),
          href: random.pick(['', url()]),
        }));
        return {
          ...base,
          type: 'links',
          items,
          look: random.pick(['line', 'pills']),
          color: maybeColour(),
          fontSize: 13,
        };
      }
      default:
        return { ...base, type: 'spacer', height: 20 };
    }
  };
  const block = (): Block => {
    if (random.below(4) > 0) return leaf();
    const widths = random.pick([
      [50, 50],
      [30, 30, 40],
      [25, 25, 25, 25],
    ]);
    const columns = widths.map(() => ({ id: id(), blocks: Array.from({ length: random.below(4) }, leaf) }));
    return { id: id(), type: 'columns', style: style(), widths, columns, stack: random.below(2) === 0 };
  };
  return {
    version: 1,
    settings: {
      width: 600,
      margin: random.pick([0, 24]),
      background: colour(),
      contentBackground: colour(),
      color: colour(),
      linkColor: colour(),
      font: random.pick(['system', 'georgia', 'courier']),
      fontSize: 16,
      lineHeight: 1.5,
    },
    blocks: Array.from({ length: random.below(8) }, block),
    footer: {
      ...newFooter('it'),
      identity: template(),
      reason: template(),
      unsubscribeLabel: template(),
      withoutTrackingLabel: template(),
    },
  };
}

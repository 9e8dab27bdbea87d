import type { Block, InlineNode, NewsletterDocument, TextNode } from './schema.ts';

/** One state of a message, as far as versions tell it. */
export type MessageContent = {
  subject: string;
  preheader: string;
  plainText: string | null;
  document: NewsletterDocument;
};

/** What differs, in the order in which one reads: lines first, then blocks, then what holds for all of them. */
export type ContentChange =
  | { kind: 'subject' | 'preheader'; before: string; after: string }
  | { kind: 'plain-text' | 'plain-text-own' | 'plain-text-derived' | 'settings' | 'footer' }
  | { kind: 'added' | 'removed' | 'moved' | 'look'; block: Block['type']; words: string }
  | { kind: 'words'; block: Block['type']; before: string; after: string };

function inlineWords(node: InlineNode): string {
  if (node.type === 'hardBreak') return ' ';
  return node.type === 'text' ? node.text : `{${node.attrs.fallback || node.attrs.name}}`;
}

function textWords(node: TextNode): string {
  if (node.type === 'paragraph') return node.content.map(inlineWords).join('');
  return node.content.map((item) => item.content.map(textWords).join(' ')).join(' ');
}

/** What a block says to its reader, on one line; '' where it shows and does not speak. */
export function wordsOf(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'text':
      return block.text.content.map(textWords).join(' ').replaceAll(/\s+/g, ' ').trim();
    case 'image':
      return block.alt;
    case 'button':
      return block.label;
    case 'links':
      return block.items.map(({ label }) => label).join(' · ');
    case 'divider':
    case 'spacer':
    case 'columns':
      return '';
  }
}

type Placed = { block: Block; parent: string };

function placed(document: NewsletterDocument): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const block of document.blocks) {
    found.set(block.id, { block, parent: '' });
    if (block.type !== 'columns') continue;
    for (const column of block.columns)
      for (const inner of column.blocks) found.set(inner.id, { block: inner, parent: column.id });
  }
  return found;
}

/** Of the numbers, as many as stand in rising order already: the others are what was moved. */
function standing(order: readonly number[]): Set<number> {
  const tails: { value: number; from: number | null; index: number }[] = [];
  const links: (number | null)[] = [];
  for (const [index, value] of order.entries()) {
    const at = tails.findIndex((tail) => tail.value > value);
    const place = at < 0 ? tails.length : at;
    links[index] = tails[place - 1]?.index ?? null;
    tails[place] = { value, from: links[index] ?? null, index };
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1)?.index ?? null; index !== null; index = links[index] ?? null)
    kept.add(order[index] ?? -1);
  return kept;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
/** A block without what stands in it: columns are compared block by block. */
const shell = (block: Block) =>
  block.type === 'columns' ? { ...block, columns: block.columns.map(({ id }) => id) } : block;

function blockChanges(before: NewsletterDocument, after: NewsletterDocument): ContentChange[] {
  const old = placed(before);
  const now = placed(after);
  const ranks = new Map([...old.keys()].map((id, index) => [id, index]));
  const common = [...now.keys()].filter((id) => old.has(id));
  const stays = standing(common.map((id) => ranks.get(id) ?? -1));
  const changes: ContentChange[] = [];
  for (const [id, { block, parent }] of now) {
    const was = old.get(id);
    const words = wordsOf(block);
    if (!was) {
      changes.push({ kind: 'added', block: block.type, words });
      continue;
    }
    if (was.parent !== parent || !stays.has(ranks.get(id) ?? -1))
      changes.push({ kind: 'moved', block: block.type, words });
    const wording = wordsOf(was.block);
    if (wording !== words) changes.push({ kind: 'words', block: block.type, before: wording, after: words });
    else if (!same(shell(was.block), shell(block))) changes.push({ kind: 'look', block: block.type, words });
  }
  for (const [id, { block }] of old)
    if (!now.has(id)) changes.push({ kind: 'removed', block: block.type, words: wordsOf(block) });
  return changes;
}

function plainChange(before: string | null, after: string | null): ContentChange[] {
  if (before === after) return [];
  if (after === null) return [{ kind: 'plain-text-derived' }];
  return [{ kind: before === null ? 'plain-text-own' : 'plain-text' }];
}

/** What became of a message between two of its states, for a person to read. */
export function compareContents(before: MessageContent, after: MessageContent): ContentChange[] {
  const lines = (['subject', 'preheader'] as const).flatMap((kind): ContentChange[] =>
    before[kind] === after[kind] ? [] : [{ kind, before: before[kind], after: after[kind] }],
  );
  return [
    ...lines,
    ...blockChanges(before.document, after.document),
    ...(same(before.document.settings, after.document.settings) ? [] : [{ kind: 'settings' as const }]),
    ...(same(before.document.footer, after.document.footer) ? [] : [{ kind: 'footer' as const }]),
    ...plainChange(before.plainText, after.plainText),
  ];
}

import { describe, expect, it } from 'vitest';
import { compareContents, type MessageContent } from './compare-documents.ts';
import { newBlock, richText } from './new-block.ts';
import { emptyDocument } from './presets.ts';
import type { Block } from './schema.ts';

const text = (id: string, words: string): Block => ({ ...newBlock('text', id, 'it'), text: richText(words) }) as Block;
const of = (...blocks: Block[]): MessageContent => ({
  subject: 'Ciao',
  preheader: '',
  plainText: null,
  document: { ...emptyDocument('it'), blocks },
});
const [a, b, c] = [text('a', 'uno'), text('b', 'due'), text('c', 'tre')];

describe('what became of a message', () => {
  it('is nothing between equals', () => expect(compareContents(of(a, b), of(a, b))).toEqual([]));

  it('names what came, what went and what was rewritten', () => {
    expect(compareContents(of(a, b), of(text('a', 'uno e mezzo'), c))).toEqual([
      { kind: 'words', block: 'text', before: 'uno', after: 'uno e mezzo' },
      { kind: 'added', block: 'text', words: 'tre' },
      { kind: 'removed', block: 'text', words: 'due' },
    ]);
  });

  it('calls moved only the block that was moved, not those that made room', () => {
    const moved = { kind: 'moved', block: 'text', words: 'tre' };
    expect(compareContents(of(a, b, c), of(c, a, b))).toEqual([moved]);
    const columns = (blocks: Block[]) =>
      ({
        ...newBlock('columns', 'k', 'it'),
        columns: [
          { id: 'l', blocks },
          { id: 'r', blocks: [] },
        ],
      }) as Block;
    expect(compareContents(of(a, columns([]), c), of(a, columns([c])))).toEqual([moved]);
  });

  it('tells another look from other words', () => {
    expect(compareContents(of(a), of({ ...a, style: { ...a.style, align: 'center' } }))).toEqual([
      { kind: 'look', block: 'text', words: 'uno' },
    ]);
  });

  it('tells lines, settings, footer and the plain part', () => {
    const before = of(a);
    const { document } = before;
    const after: MessageContent = {
      subject: 'Ehi',
      preheader: 'Poi',
      plainText: 'Mio',
      document: {
        ...document,
        settings: { ...document.settings, width: 640 },
        footer: { ...document.footer, identity: 'Noi' },
      },
    };
    expect(compareContents(before, after).map(({ kind }) => kind)).toEqual([
      'subject',
      'preheader',
      'settings',
      'footer',
      'plain-text-own',
    ]);
    expect(compareContents(after, { ...after, plainText: null })).toEqual([{ kind: 'plain-text-derived' }]);
  });
});

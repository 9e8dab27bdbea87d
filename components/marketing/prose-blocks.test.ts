import { expect, it } from 'vitest';
import { proseBlocks } from './prose-blocks.ts';

it('reads headings, lists and paragraphs, and leaves markup as text', () => {
  expect(proseBlocks('## Uno\r\nTesto <b>qui</b>\n\n- a\n- b\n# non un titolo\n- c')).toEqual([
    { kind: 'heading', text: 'Uno' },
    { kind: 'paragraph', text: 'Testo <b>qui</b>' },
    { kind: 'list', items: ['a', 'b'] },
    { kind: 'paragraph', text: '# non un titolo' },
    { kind: 'list', items: ['c'] },
  ]);
  expect(proseBlocks(' \n ')).toEqual([]);
});

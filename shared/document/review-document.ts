import { allBlocks } from './all-blocks.ts';
import { isPrompt } from './presets.ts';
import type { Block, NewsletterDocument, TextNode } from './schema.ts';

export type DocumentProblem =
  | 'image-missing'
  | 'image-without-alt'
  | 'button-without-label'
  | 'button-without-link'
  | 'links-unfinished'
  | 'empty-text'
  | 'example-text'
  | 'no-content';

function isBlank(node: TextNode): boolean {
  if (node.type !== 'paragraph') return node.content.every((item) => item.content.every(isBlank));
  return node.content.every(
    (inline) => inline.type === 'hardBreak' || (inline.type === 'text' && inline.text.trim() === ''),
  );
}

function isExample(node: TextNode): boolean {
  if (node.type !== 'paragraph') return node.content.some((item) => item.content.some(isExample));
  return isPrompt(node.content.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join(''));
}

function problemsOf(block: Block): DocumentProblem[] {
  switch (block.type) {
    case 'heading':
    case 'text':
      if (block.text.content.every(isBlank)) return ['empty-text'];
      return block.text.content.some(isExample) ? ['example-text'] : [];
    case 'image':
      if (block.src === '') return ['image-missing'];
      return block.alt.trim() === '' ? ['image-without-alt'] : [];
    case 'button':
      return [
        ...(block.label.trim() === '' ? (['button-without-label'] as const) : []),
        ...(block.href === '' ? (['button-without-link'] as const) : []),
      ];
    case 'links':
      return block.items.length === 0 || block.items.some(({ label, href }) => label.trim() === '' || href === '')
        ? ['links-unfinished']
        : [];
    case 'columns':
    case 'divider':
    case 'spacer':
      return [];
  }
}

/** What is unfinished in a valid document. `blockId` is the footer's for what concerns the whole (`no-content`). */
export function reviewDocument(document: NewsletterDocument): { blockId: string; problem: DocumentProblem }[] {
  const blocks = allBlocks(document);
  const says = blocks.some((block) => ['heading', 'text', 'image', 'button', 'links'].includes(block.type));
  return [
    ...blocks.flatMap((block) => problemsOf(block).map((problem) => ({ blockId: block.id, problem }))),
    ...(says ? [] : [{ blockId: document.footer.id, problem: 'no-content' as const }]),
  ];
}

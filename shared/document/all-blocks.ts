import type { Block, NewsletterDocument } from './schema.ts';

/** Every block in reading order, those in columns after the columns that hold them; the footer is not among them. */
export function allBlocks(document: NewsletterDocument): Block[] {
  return document.blocks.flatMap((outer) =>
    outer.type === 'columns' ? [outer, ...outer.columns.flatMap((column) => column.blocks)] : [outer],
  );
}

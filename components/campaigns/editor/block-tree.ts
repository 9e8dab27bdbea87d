import { documentLimits } from '#shared/document/limits.ts';
import { newId } from '#shared/document/new-block.ts';
import type { Block, ColumnsBlock, LeafBlock } from '#shared/document/schema.ts';

/** Where a block stands: in the document itself (`parent` null) or in a column, and before which block. */
export type Place = { parent: string | null; index: number };

const isLeaf = (block: Block): block is LeafBlock => block.type !== 'columns';

/** The blocks of one parent; undefined where there is no such column. */
export function listOf(blocks: readonly Block[], parent: string | null): readonly Block[] | undefined {
  if (parent === null) return blocks;
  for (const block of blocks) {
    if (block.type !== 'columns') continue;
    const column = block.columns.find(({ id }) => id === parent);
    if (column) return column.blocks;
  }
  return undefined;
}

export function findBlock(blocks: readonly Block[], id: string): Block | undefined {
  for (const block of blocks) {
    if (block.id === id) return block;
    if (block.type !== 'columns') continue;
    for (const column of block.columns) {
      const found = column.blocks.find((inner) => inner.id === id);
      if (found) return found;
    }
  }
  return undefined;
}

export function placeOf(blocks: readonly Block[], id: string): Place | undefined {
  const index = blocks.findIndex((block) => block.id === id);
  if (index >= 0) return { parent: null, index };
  for (const block of blocks) {
    if (block.type !== 'columns') continue;
    for (const column of block.columns) {
      const inner = column.blocks.findIndex((each) => each.id === id);
      if (inner >= 0) return { parent: column.id, index: inner };
    }
  }
  return undefined;
}

/** How many blocks there are, columns' included. */
export function countBlocks(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + 1 + (block.type === 'columns' ? innerCount(block) : 0), 0);
}
const innerCount = (block: ColumnsBlock) => block.columns.reduce((sum, column) => sum + column.blocks.length, 0);

/** The same tree with another list under one parent. */
function withList(blocks: readonly Block[], parent: string | null, list: readonly Block[]): Block[] {
  if (parent === null) return [...list];
  return blocks.map((block) =>
    block.type === 'columns'
      ? {
          ...block,
          columns: block.columns.map((column) =>
            column.id === parent ? { ...column, blocks: list.filter(isLeaf) } : column,
          ),
        }
      : block,
  );
}

export function removeBlock(blocks: readonly Block[], id: string): Block[] {
  const place = placeOf(blocks, id);
  const list = place && listOf(blocks, place.parent);
  if (!place || !list) return [...blocks];
  return withList(
    blocks,
    place.parent,
    list.filter((block) => block.id !== id),
  );
}

/** Puts a block at a place; unchanged where it can't stand: columns in a column, an unknown parent, a full document. */
export function insertBlock(blocks: readonly Block[], block: Block, place: Place): Block[] {
  const list = listOf(blocks, place.parent);
  const added = block.type === 'columns' ? 1 + innerCount(block) : 1;
  if (!list || (place.parent !== null && !isLeaf(block)) || countBlocks(blocks) + added > documentLimits.blocks) {
    return [...blocks];
  }
  const at = Math.max(0, Math.min(place.index, list.length));
  return withList(blocks, place.parent, [...list.slice(0, at), block, ...list.slice(at)]);
}

/** Moves a block before the one that now stands at the place; into another column too. */
export function moveBlock(blocks: readonly Block[], id: string, to: Place): Block[] {
  const block = findBlock(blocks, id);
  const from = placeOf(blocks, id);
  if (!block || !from || !listOf(blocks, to.parent)) return [...blocks];
  if (block.type === 'columns' && to.parent !== null) return [...blocks];
  const index = from.parent === to.parent && from.index < to.index ? to.index - 1 : to.index;
  return insertBlock(removeBlock(blocks, id), block, { parent: to.parent, index });
}

export function replaceBlock(blocks: readonly Block[], next: Block): Block[] {
  const place = placeOf(blocks, next.id);
  const list = place && listOf(blocks, place.parent);
  if (!place || !list) return [...blocks];
  return withList(
    blocks,
    place.parent,
    list.map((block) => (block.id === next.id ? next : block)),
  );
}

/** The same block with ids of its own. */
export function copyBlock(block: Block): Block {
  if (block.type !== 'columns') return { ...block, id: newId() };
  return {
    ...block,
    id: newId(),
    columns: block.columns.map((column) => ({
      id: newId(),
      blocks: column.blocks.map((inner) => ({ ...inner, id: newId() })),
    })),
  };
}

import { describe, expect, it } from 'vitest';
import { allBlocks } from '#shared/document/all-blocks.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import type { ColumnsBlock } from '#shared/document/schema.ts';
import { splitColumns, splits } from './columns-properties.tsx';

const block = newBlock('columns', 'c', 'it') as ColumnsBlock;

describe('columns in another split', () => {
  it.each(splits)('%s loses no block, and stays valid', (split) => {
    const four = splitColumns(block, [25, 25, 25, 25]);
    const filled = {
      ...four,
      columns: four.columns.map((column, index) => ({
        ...column,
        blocks: [{ ...newBlock('spacer', `s${index}`, 'it') }],
      })),
    } as ColumnsBlock;
    const next = splitColumns(filled, split.split('/').map(Number));
    const document = { ...emptyDocument('it'), blocks: [next] };
    expect(parseDocument(document).ok).toBe(true);
    expect(allBlocks(document)).toHaveLength(5);
  });
});

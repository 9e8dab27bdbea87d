import { describe, expect, it } from 'vitest';
import { allBlocks } from '#shared/document/all-blocks.ts';
import { presetNames } from '#shared/document/preset-names.ts';
import { presetDocument } from '#shared/document/presets.ts';
import { richLineOf, richTextOf } from './rich-text-json.ts';

const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

describe('what Tiptap holds', () => {
  it('is the same again when it came from a document', () => {
    const texts = presetNames
      .flatMap((name) => allBlocks(presetDocument(name, 'it')))
      .flatMap((block) => (block.type === 'text' || block.type === 'heading' ? [block.text] : []));
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(richTextOf(text)).toEqual(text);
  });

  it('loses marks, nodes and attributes that a message can’t carry', () => {
    const json = {
      type: 'doc',
      content: [
        paragraph(
          { type: 'text', text: 'a', marks: [{ type: 'bold' }, { type: 'code' }] },
          {
            type: 'text',
            text: 'b',
            marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)', target: '_blank' } }],
          },
          {
            type: 'text',
            text: 'c',
            marks: [{ type: 'link', attrs: { href: 'https://a.example', target: '_blank' } }],
          },
          { type: 'image', attrs: { src: 'x' } },
          { type: 'variable', attrs: { name: 'process.env', fallback: '' } },
          { type: 'text', text: '' },
        ),
        { type: 'codeBlock', content: [{ type: 'text', text: 'x' }] },
      ],
    };
    expect(richTextOf(json).content).toEqual([
      paragraph(
        { type: 'text', text: 'a', marks: [{ type: 'bold' }] },
        { type: 'text', text: 'b', marks: [] },
        { type: 'text', text: 'c', marks: [{ type: 'link', attrs: { href: 'https://a.example' } }] },
      ),
    ]);
  });

  it.each([null, 'x', {}, { type: 'doc' }, { content: [null, 3] }])(
    'is an empty paragraph where it is nothing: %j',
    (json) => {
      expect(richTextOf(json)).toEqual({ type: 'doc', content: [paragraph()] });
    },
  );

  it('is one line for a heading', () => {
    expect(richLineOf({ content: [paragraph({ type: 'text', text: 'a' }), paragraph()] }).content).toHaveLength(1);
    expect(richLineOf({ content: [{ type: 'bulletList', content: [] }] }).content).toEqual([paragraph()]);
  });
});

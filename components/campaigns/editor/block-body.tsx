'use client';
import type { Editor } from '@tiptap/react';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { headingSizes } from '#shared/document/font-stacks.ts';
import type { Block, ColumnsBlock } from '#shared/document/schema.ts';
import { boxStyle } from './block-frame.ts';
import { ButtonBlock } from './button-block.tsx';
import { useEditorContext } from './editor-context.tsx';
import { ImageBlock } from './image-block.tsx';
import { LinksBlock } from './links-block.tsx';
import { RichText } from './rich-text.tsx';

/** Spaces and marks as the message's own renderer writes them. */
const written =
  '[&_p]:mb-3 [&_p:last-child]:mb-0 [&_li]:mb-1 [&_ul]:mb-3 [&_ul]:list-disc [&_ul]:pl-6 [&_ol]:mb-3 [&_ol]:list-decimal [&_ol]:pl-6 [&_li_p]:mb-0 [&_a]:text-(--mail-link) [&_a]:underline';

/** Draws the blocks of a column: the canvas's own list, which holds blocks of this kind again. */
export type RenderList = (parent: string, blocks: readonly Block[]) => ReactNode;

type Props = { block: Block; chosen: boolean; renderList: RenderList; onEditor: (editor: Editor | null) => void };

/** A block as the message will show it. */
export function BlockBody({ block, chosen, renderList, onEditor }: Props) {
  const t = useTranslations('editor');
  const { dispatch, paint, pastePictures } = useEditorContext();
  const update = (next: Block, key: string) => dispatch({ type: 'update', block: next, key, at: Date.now() });
  const ink = (color: string | null) => (color === null ? undefined : paint.ink(color));
  const select = () => dispatch({ type: 'select', id: block.id });
  const pictures = (files: File[], remote: number) => pastePictures(files, remote, block.id);
  switch (block.type) {
    case 'heading':
      return (
        <div
          style={{
            ...boxStyle(block.style, paint),
            color: ink(block.color),
            fontSize: block.fontSize ?? headingSizes[block.level],
            fontWeight: 700,
            lineHeight: 1.25,
          }}
        >
          <RichText
            line
            className="[&_a]:text-(--mail-link) [&_a]:underline"
            value={block.text}
            label={t('block.heading')}
            onEditor={onEditor}
            onFocus={select}
            onPictures={pictures}
            onChange={(value) => {
              const [first] = value.content;
              if (first?.type === 'paragraph') update({ ...block, text: { type: 'doc', content: [first] } }, 'text');
            }}
          />
        </div>
      );
    case 'text':
      return (
        <div
          style={{ ...boxStyle(block.style, paint), color: ink(block.color), fontSize: block.fontSize ?? undefined }}
        >
          <RichText
            value={block.text}
            label={t('block.text')}
            onEditor={onEditor}
            onFocus={select}
            onPictures={pictures}
            onChange={(text) => update({ ...block, text }, 'text')}
            className={written}
          />
        </div>
      );
    case 'image':
      return <ImageBlock block={block} chosen={chosen} onChange={(next) => update(next, 'image')} />;
    case 'button':
      return <ButtonBlock block={block} onChange={(next) => update(next, 'label')} />;
    case 'links':
      return <LinksBlock block={block} />;
    case 'divider':
      return (
        <div style={boxStyle(block.style, paint)}>
          <div
            style={{
              borderTop: `${block.thickness}px solid ${paint.line(block.color)}`,
              width: `${block.width}%`,
              margin: marginOf(block.style.align),
            }}
          />
        </div>
      );
    case 'spacer':
      return (
        <div style={boxStyle(block.style, paint)}>
          <div className={clsx(chosen && 'bg-accent-wash')} style={{ height: block.height }} />
        </div>
      );
    case 'columns':
      return <ColumnsBody block={block} renderList={renderList} />;
  }
}

function marginOf(align: 'left' | 'center' | 'right'): string {
  return align === 'center' ? '0 auto' : align === 'right' ? '0 0 0 auto' : '0';
}

function ColumnsBody({ block, renderList }: { block: ColumnsBlock; renderList: RenderList }) {
  const { device, paint } = useEditorContext();
  const stacked = device === 'phone' && block.stack;
  const template = block.widths.map((width) => `minmax(0, ${width}fr)`).join(' ');
  return (
    <div
      className="grid"
      style={{
        ...boxStyle(block.style, paint),
        textAlign: 'left',
        gridTemplateColumns: stacked ? 'minmax(0, 1fr)' : template,
      }}
    >
      {block.columns.map((column) => (
        <div key={column.id} className="min-w-0">
          {renderList(column.id, column.blocks)}
        </div>
      ))}
    </div>
  );
}

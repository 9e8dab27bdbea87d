'use client';
import { useDraggable } from '@dnd-kit/core';
import { AlignLeft, Columns2, Heading, Image, Minus, MoveVertical, RectangleHorizontal, Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { narrow, newBlock, newId } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import { reveal } from './block-frame.ts';
import { listOf, placeOf } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';

export const blockIcons: Record<Block['type'], ReactNode> = {
  heading: <Heading />,
  text: <AlignLeft />,
  image: <Image />,
  button: <RectangleHorizontal />,
  columns: <Columns2 />,
  divider: <Minus />,
  spacer: <MoveVertical />,
  links: <Share2 />,
};
/** In the order in which one looks for them. */
export const blockOrder: Block['type'][] = [
  'heading',
  'text',
  'image',
  'button',
  'links',
  'columns',
  'divider',
  'spacer',
];

/** The kinds of blocks: a press adds one behind the selected block, dragging puts it where it is let go. */
export function Palette({ blocks }: { blocks: readonly Block[] }) {
  const t = useTranslations('editor');
  const { dispatch, selected, language } = useEditorContext();

  function add(type: Block['type']): void {
    const place = selected === null ? undefined : placeOf(blocks, selected);
    const end = { parent: null, index: listOf(blocks, null)?.length ?? 0 };
    const behind = place && !(type === 'columns' && place.parent !== null);
    const added = newBlock(type, newId(), language);
    const block = behind && place.parent !== null && added.type !== 'columns' ? narrow(added) : added;
    dispatch({ type: 'insert', block, place: behind ? { ...place, index: place.index + 1 } : end });
    reveal(block.id);
  }

  return (
    <section aria-label={t('blocks')} className="min-w-0">
      <h2 className="mb-2.5 text-section max-lg:sr-only">{t('blocks')}</h2>
      <ul className="scroll-sideways flex gap-2 lg:grid lg:grid-cols-2">
        {blockOrder.map((type) => (
          <li key={type} className="shrink-0">
            <PaletteItem type={type} label={t(`block.${type}`)} onAdd={() => add(type)} />
          </li>
        ))}
      </ul>
      <p className="mt-3 text-caption text-ink-3 max-lg:hidden">{t('blocksHelp')}</p>
    </section>
  );
}

function PaletteItem({ type, label, onAdd }: { type: Block['type']; label: string; onAdd: () => void }) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `new-${type}`, data: { new: type } });
  return (
    <button
      ref={setNodeRef}
      {...listeners}
      type="button"
      onClick={onAdd}
      className={`grid h-14 w-20 cursor-grab touch-manipulation place-items-center content-center gap-1 rounded-in border border-line bg-panel text-table text-ink-2 hover:border-line-strong hover:text-ink lg:h-15 lg:w-full ${isDragging ? 'opacity-50' : ''}`}
    >
      {blockIcons[type]}
      {label}
    </button>
  );
}

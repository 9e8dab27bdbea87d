'use client';
import type { useDraggable } from '@dnd-kit/core';
import type { Editor } from '@tiptap/react';
import { ArrowDown, ArrowUp, Copy, GripVertical, Plus, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { narrow, newBlock, newId } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import { neighbourOf, reveal } from './block-frame.ts';
import type { Place } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';
import { blockIcons, blockOrder } from './palette.tsx';
import { TextToolbar } from './text-toolbar.tsx';

type Props = {
  block: Block;
  place: Place;
  count: number;
  editor: Editor | null;
  handle: Pick<ReturnType<typeof useDraggable>, 'setNodeRef' | 'listeners'>;
};

/** What can be done to the selected block; keeps the focus in its text. */
export function BlockToolbar({ block, place, count, editor, handle }: Props) {
  const t = useTranslations('editor.toolbar');
  const { dispatch, language, openProperties } = useEditorContext();
  const tBlock = useTranslations('editor.block');

  function remove(): void {
    const next = neighbourOf(block.id);
    dispatch({ type: 'remove', id: block.id });
    next?.focus();
  }

  function add(type: Block['type']): void {
    const added = newBlock(type, newId(), language);
    const fitting = place.parent !== null && added.type !== 'columns' ? narrow(added) : added;
    dispatch({ type: 'insert', block: fitting, place: { ...place, index: place.index + 1 } });
    reveal(added.id);
  }

  return (
    <div
      role="toolbar"
      aria-label={t('label')}
      onMouseDown={(event) => {
        event.stopPropagation();
        // A press on a button must not take the caret out of the text; inputs in popovers live elsewhere.
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
      className="absolute bottom-full left-0 z-20 mb-1.5 flex w-max max-w-[min(100%,calc(100vw-2rem))] flex-wrap items-center gap-0.5 rounded-out border border-line bg-raised p-1 font-sans text-ink shadow-pop"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra for the pointer; the arrows beside it serve everybody */}
      <span ref={handle.setNodeRef} {...handle.listeners} onMouseDown={(event) => event.stopPropagation()}>
        <IconButton
          size="s"
          label={t('drag')}
          icon={<GripVertical />}
          className="cursor-grab touch-none"
          tabIndex={-1}
        />
      </span>
      {editor && <TextToolbar editor={editor} lists={block.type === 'text'} />}
      <Menu
        label={t('addBelow')}
        align="start"
        trigger={
          <button
            type="button"
            aria-label={t('addBelow')}
            title={t('addBelow')}
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-in text-ink-2 hover:bg-hover hover:text-ink"
          >
            <Plus />
          </button>
        }
      >
        {blockOrder
          .filter((type) => place.parent === null || type !== 'columns')
          .map((type) => (
            <MenuItem key={type} icon={blockIcons[type]} onSelect={() => add(type)}>
              {tBlock(type)}
            </MenuItem>
          ))}
      </Menu>
      <IconButton
        size="s"
        label={t('properties')}
        icon={<SlidersHorizontal />}
        className="lg:hidden"
        onClick={openProperties}
      />
      <IconButton
        size="s"
        label={t('up')}
        icon={<ArrowUp />}
        disabled={place.index === 0}
        onClick={() => dispatch({ type: 'nudge', id: block.id, by: -1 })}
      />
      <IconButton
        size="s"
        label={t('down')}
        icon={<ArrowDown />}
        disabled={place.index === count - 1}
        onClick={() => dispatch({ type: 'nudge', id: block.id, by: 1 })}
      />
      <IconButton
        size="s"
        label={t('duplicate')}
        icon={<Copy />}
        onClick={() => dispatch({ type: 'duplicate', id: block.id })}
      />
      <IconButton size="s" label={t('remove')} icon={<Trash2 />} onClick={remove} />
    </div>
  );
}

'use client';
import type { useDraggable } from '@dnd-kit/core';
import type { Editor } from '@tiptap/react';
import { ArrowDown, ArrowUp, Copy, GripVertical, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Block } from '#shared/document/schema.ts';
import { frameId } from './block-frame.ts';
import type { Place } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';
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
  const { dispatch } = useEditorContext();

  function remove(): void {
    const frame = document.getElementById(frameId(block.id));
    const next = frame?.nextElementSibling ?? frame?.previousElementSibling;
    dispatch({ type: 'remove', id: block.id });
    if (next instanceof HTMLElement) next.focus();
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

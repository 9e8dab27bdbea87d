'use client';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { Editor } from '@tiptap/react';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { Block } from '#shared/document/schema.ts';
import { BlockBody, type RenderList } from './block-body.tsx';
import { frameId } from './block-frame.ts';
import { BlockToolbar } from './block-toolbar.tsx';
import type { Place } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';

type Props = { block: Block; place: Place; count: number; renderList: RenderList };

/**
 * One block on the canvas: a frame that can be selected, moved (Alt and the arrows), deleted and dragged by its handle, with
 * its toolbar above it while it is selected.
 */
export function CanvasBlock({ block, place, count, renderList }: Props) {
  const t = useTranslations('editor');
  const { dispatch, selected } = useEditorContext();
  const [editor, setEditor] = useState<Editor | null>(null);
  const chosen = selected === block.id;
  const target = useDroppable({ id: `block-${block.id}`, data: { place, block: true } });
  const handle = useDraggable({ id: `drag-${block.id}`, data: { id: block.id, type: block.type } });

  function onKeyDown(event: KeyboardEvent): void {
    const own = event.target === event.currentTarget;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      dispatch({ type: 'nudge', id: block.id, by: event.key === 'ArrowUp' ? -1 : 1 });
    } else if (own && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      event.stopPropagation();
      dispatch({ type: 'remove', id: block.id });
    } else if (own && event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      dispatch({ type: 'select', id: block.id });
      editor?.commands.focus('end');
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      if (own) dispatch({ type: 'select', id: null });
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout into the message
    <div
      ref={target.setNodeRef}
      id={frameId(block.id)}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame takes the keys that move and delete the block
      tabIndex={0}
      aria-label={t('blockOf', { block: t(`block.${block.type}`), index: place.index + 1, count })}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        event.stopPropagation();
        dispatch({ type: 'select', id: block.id });
      }}
      onFocus={(event) => {
        event.stopPropagation();
        if (event.target === event.currentTarget) dispatch({ type: 'select', id: block.id });
      }}
      className={clsx(
        'group/block relative rounded-none! outline-2 -outline-offset-1 focus-visible:shadow-none',
        chosen ? 'z-10 outline-accent' : 'outline-transparent hover:outline-line-strong',
        handle.isDragging && 'opacity-40',
      )}
    >
      {chosen && <BlockToolbar block={block} place={place} count={count} editor={editor} handle={handle} />}
      <BlockBody block={block} chosen={chosen} renderList={renderList} onEditor={setEditor} />
    </div>
  );
}

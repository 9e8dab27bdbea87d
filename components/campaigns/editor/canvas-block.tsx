'use client';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { Editor } from '@tiptap/react';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { Block } from '#shared/document/schema.ts';
import { BlockBody, type RenderList } from './block-body.tsx';
import { frameId, neighbourOf, reveal, stepFrom } from './block-frame.ts';
import { BlockToolbar } from './block-toolbar.tsx';
import type { Place } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';

type Props = { block: Block; place: Place; count: number; renderList: RenderList };

/**
 * One block on the canvas: a frame that can be selected, moved (Alt and the arrows, sideways between columns), duplicated, deleted and
 * dragged by its handle, with its toolbar above it while it is selected. The arrows alone go from block to block.
 */
export function CanvasBlock({ block, place, count, renderList }: Props) {
  const t = useTranslations('editor');
  const { dispatch, selected, openProperties } = useEditorContext();
  const [editor, setEditor] = useState<Editor | null>(null);
  const chosen = selected === block.id;
  const target = useDroppable({ id: `block-${block.id}`, data: { place, block: true } });
  const handle = useDraggable({ id: `drag-${block.id}`, data: { id: block.id, type: block.type } });

  /** The keyboard stays with the block that it moved, wherever that is drawn now. */
  function moved(own: boolean): void {
    if (own || !editor) reveal(block.id);
    else setTimeout(() => editor.isDestroyed || editor.commands.focus());
  }

  /** The step that a key stands for; false where it is none of ours. */
  function act(event: KeyboardEvent, own: boolean): boolean {
    const { key, altKey } = event;
    const vertical = key === 'ArrowUp' || key === 'ArrowDown';
    const horizontal = key === 'ArrowLeft' || key === 'ArrowRight';
    if (altKey && vertical) {
      dispatch({ type: 'nudge', id: block.id, by: key === 'ArrowUp' ? -1 : 1 });
      moved(own);
    } else if (own && altKey && horizontal) {
      dispatch({ type: 'shift', id: block.id, by: key === 'ArrowLeft' ? -1 : 1 });
      moved(true);
    } else if (own && vertical) stepFrom(block.id, key === 'ArrowUp' ? -1 : 1);
    else if (own && (key === 'Delete' || key === 'Backspace')) {
      const next = neighbourOf(block.id);
      dispatch({ type: 'remove', id: block.id });
      next?.focus();
    } else if (own && (event.ctrlKey || event.metaKey) && key.toLowerCase() === 'd') {
      dispatch({ type: 'duplicate', id: block.id });
      setTimeout(() => stepFrom(block.id, 1));
    } else if (own && key === 'Enter') {
      dispatch({ type: 'select', id: block.id });
      if (editor) editor.commands.focus('end');
      else openProperties();
    } else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Dialogs and popovers opened from here stand elsewhere on the page.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    const own = event.target === event.currentTarget;
    if (act(event, own)) {
      event.preventDefault();
      event.stopPropagation();
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
      data-block={block.type}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Control+D Delete Enter"
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

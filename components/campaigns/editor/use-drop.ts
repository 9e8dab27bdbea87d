'use client';
import type { ClientRect, CollisionDetection, DragEndEvent, DragMoveEvent } from '@dnd-kit/core';
import { pointerWithin } from '@dnd-kit/core';
import { useState } from 'react';
import { narrow, newBlock, newId } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import type { Place } from './block-tree.ts';
import { useEditorContext } from './editor-context.tsx';

/** What is dragged: a kind of block from the palette, or a block that stands. */
export type Dragged = { new: Block['type'] } | { id: string; type: Block['type'] };
/** What it is dragged over: a block at its place, or the empty room of a list. */
export type DropTarget = { place: Place; block: boolean };

/** The innermost target under the pointer: a column's block before the columns, these before the canvas. */
export const innermost: CollisionDetection = (input) => {
  const hits = pointerWithin(input);
  const area = (id: string | number) => {
    const rect: ClientRect | undefined = input.droppableRects.get(id);
    return rect ? rect.width * rect.height : Number.POSITIVE_INFINITY;
  };
  return hits.sort((a, b) => area(a.id) - area(b.id));
};

function isDragged(value: unknown): value is Dragged {
  return typeof value === 'object' && value !== null && ('new' in value || 'id' in value);
}
function isTarget(value: unknown): value is DropTarget {
  return typeof value === 'object' && value !== null && 'place' in value && 'block' in value;
}

/** The place that the pointer shows: before a block in its upper half, behind it in its lower. */
function placeUnder(event: DragMoveEvent | DragEndEvent): Place | null {
  const target = event.over?.data.current;
  if (!event.over || !isTarget(target)) return null;
  const dragged = event.active.data.current;
  const inColumn = target.place.parent !== null;
  const type = isDragged(dragged) ? ('new' in dragged ? dragged.new : dragged.type) : undefined;
  if (inColumn && type === 'columns') return null;
  if (!target.block) return target.place;
  const { activatorEvent, delta } = event;
  const pointer = activatorEvent instanceof PointerEvent ? activatorEvent.clientY + delta.y : event.over.rect.top;
  const behind = pointer > event.over.rect.top + event.over.rect.height / 2;
  return { ...target.place, index: target.place.index + (behind ? 1 : 0) };
}

const same = (a: Place | null, b: Place | null) => a?.parent === b?.parent && a?.index === b?.index;

/** Dragging over the canvas: where the block would land, and what happens when it is let go. */
export function useDrop() {
  const { dispatch, language } = useEditorContext();
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const end = () => {
    setDragged(null);
    setPlace(null);
  };
  return {
    dragged,
    place,
    handlers: {
      onDragStart: ({ active }: { active: DragEndEvent['active'] }) => {
        const data = active.data.current;
        setDragged(isDragged(data) ? data : null);
      },
      onDragMove: (event: DragMoveEvent) => {
        const next = placeUnder(event);
        setPlace((before) => (same(before, next) ? before : next));
      },
      onDragCancel: end,
      onDragEnd: (event: DragEndEvent) => {
        const to = placeUnder(event);
        const data = event.active.data.current;
        end();
        if (!to || !isDragged(data)) return;
        if ('new' in data) {
          const added = newBlock(data.new, newId(), language);
          const block = to.parent !== null && added.type !== 'columns' ? narrow(added) : added;
          dispatch({ type: 'insert', block, place: to });
        } else dispatch({ type: 'move', id: data.id, place: to });
      },
    },
  };
}

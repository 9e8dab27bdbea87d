'use client';
import { DndContext, type DragEndEvent, type DragMoveEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { GroupIntent } from './group-dialog.tsx';
import { dropPlace, placeOf, type Step, stepFrom, without } from './group-order.ts';
import { GroupTreeRow, INDENT } from './group-tree-row.tsx';
import type { GroupRow } from './group-types.ts';
import { useMoveGroup } from './use-move-group.ts';

type Props = { rows: GroupRow[]; mayWrite: boolean; onIntent: (intent: GroupIntent) => void };
type Drop = { id: string; line: number; depth: number };

/**
 * The tree of groups: a row is dragged by its handle, sideways for how deep it goes; with the handle focused the arrows do the same, and
 * each step is told aloud.
 */
export function GroupTree({ rows, mayWrite, onIntent }: Props) {
  const t = useTranslations('contacts.groups');
  const move = useMoveGroup();
  const list = useRef<HTMLUListElement>(null);
  const [drop, setDrop] = useState<Drop>();
  const [told, setTold] = useState('');
  const refocus = useRef<string>(undefined);
  // A row that changes its place in the document loses the focus on the way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what moved
  useEffect(() => {
    if (refocus.current) list.current?.querySelector<HTMLElement>(`[data-handle="${refocus.current}"]`)?.focus();
    refocus.current = undefined;
  }, [rows]);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));

  async function step(row: GroupRow, way: Step): Promise<void> {
    const place = stepFrom(rows, row.id, way);
    if (!place) {
      setTold(t('noPlace', { name: row.name }));
      return;
    }
    refocus.current = row.id;
    if (!(await move.to(row, place))) return;
    const parent = rows.find((one) => one.id === place.parentId);
    setTold(
      parent
        ? t('toldInside', { name: row.name, parent: parent.name, place: place.index + 1 })
        : t('toldTop', { name: row.name, place: place.index + 1 }),
    );
  }

  /** The line that the pointer is nearest to, among the rows that stay. */
  function dropOf(event: DragMoveEvent | DragEndEvent): Drop | undefined {
    const id = String(event.active.id);
    const dragged = rows.find((row) => row.id === id);
    const start = event.active.rect.current.initial;
    if (!dragged || !start || !list.current) return undefined;
    const y = start.top + start.height / 2 + event.delta.y;
    const line = without(rows, id).filter((row) => {
      const element = list.current?.querySelector(`[data-row="${row.id}"]`);
      const box = element?.getBoundingClientRect();
      return box !== undefined && box.top + box.height / 2 < y;
    }).length;
    return { id, line, depth: dragged.depth + Math.round(event.delta.x / INDENT) };
  }

  function onDragEnd(event: DragEndEvent): void {
    const end = dropOf(event);
    setDrop(undefined);
    const row = rows.find((one) => one.id === end?.id);
    if (!end || !row) return;
    const place = dropPlace(rows, end.id, end.line, end.depth);
    const before = placeOf(rows, end.id);
    if (before?.parentId === place.parentId && before.index === place.index) return;
    void move.to(row, place);
  }

  const place = drop && dropPlace(rows, drop.id, drop.line, drop.depth);
  const parentDepth = rows.find((row) => row.id === place?.parentId)?.depth ?? -1;
  const rest = drop ? without(rows, drop.id) : [];
  const before = drop && rest[drop.line]?.id;
  const line = drop && (
    <li aria-hidden className="relative h-0">
      <span
        className="absolute right-2 -top-px h-0.5 rounded-full bg-accent"
        style={{ left: 16 + (parentDepth + 1) * INDENT }}
      />
    </li>
  );
  return (
    <DndContext
      sensors={sensors}
      autoScroll
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: t('handleHelp') } }}
      onDragMove={(event) => setDrop(dropOf(event))}
      onDragCancel={() => setDrop(undefined)}
      onDragEnd={onDragEnd}
    >
      <p role="status" className="sr-only">
        {told}
      </p>
      <div className="overflow-hidden rounded-out border border-line bg-panel">
        <ul ref={list} aria-label={t('title')}>
          {rows.map((row) => (
            <GroupTreeRow
              key={row.id}
              row={row}
              rows={rows}
              mayWrite={mayWrite}
              dimmed={drop !== undefined && !rest.some((one) => one.id === row.id)}
              lineBefore={drop !== undefined && row.id === before ? line : undefined}
              onStep={(way) => void step(row, way)}
              onIntent={onIntent}
            />
          ))}
          {drop && before === undefined && line}
        </ul>
      </div>
    </DndContext>
  );
}

/** The drag is told in our own words, by the keyboard's steps. */
const silent = { onDragStart: () => '', onDragOver: () => '', onDragEnd: () => '', onDragCancel: () => '' };

'use client';
import { useDraggable } from '@dnd-kit/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { GripVertical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Input } from '#components/ui/input.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { useBase } from '../use-base.ts';
import type { GroupIntent } from './group-dialog.tsx';
import { GroupMenu } from './group-menu.tsx';
import type { Step } from './group-order.ts';
import type { GroupRow } from './group-types.ts';

/** How far one level is set in, in pixels. */
export const INDENT = 24;
/** By then the closing menu has given the focus back to its button, and would take it no more from the field. */
const AFTER_MENU_MS = 50;
const steps: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };

type Props = {
  row: GroupRow;
  rows: GroupRow[];
  mayWrite: boolean;
  dimmed: boolean;
  lineBefore: ReactNode;
  onStep: (step: Step) => void;
  onIntent: (intent: GroupIntent) => void;
};

export function GroupTreeRow({ row, rows, mayWrite, dimmed, lineBefore, onStep, onIntent }: Props) {
  const t = useTranslations('contacts.groups');
  const { base } = useBase();
  const { whole } = useNumbers();
  const [renaming, setRenaming] = useState(false);
  const { setNodeRef, listeners, setActivatorNodeRef } = useDraggable({ id: row.id, disabled: !mayWrite });
  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    onStep(step);
  }
  return (
    <>
      {lineBefore}
      <li
        ref={setNodeRef}
        data-row={row.id}
        className={clsx(
          'group flex min-h-11 items-center gap-2 border-line border-t pr-2 pl-2 text-table first:border-t-0 hover:bg-ground',
          dimmed && 'opacity-50',
        )}
        style={{ paddingInlineStart: 8 + row.depth * INDENT }}
      >
        {mayWrite && (
          <button
            type="button"
            ref={setActivatorNodeRef}
            data-handle={row.id}
            aria-label={t('handle', { name: row.name })}
            title={t('handleHelp')}
            {...listeners}
            onKeyDown={onKeyDown}
            className="grid size-7 shrink-0 cursor-grab touch-none place-items-center rounded-in text-ink-3 hover:bg-hover hover:text-ink active:cursor-grabbing"
          >
            <GripVertical aria-hidden />
          </button>
        )}
        <div className="min-w-0 flex-1 py-1.5">
          {renaming ? (
            <RenameHere row={row} onDone={() => setRenaming(false)} />
          ) : (
            <span className="flex min-w-0 items-baseline gap-2">
              <Link href={`${base}/contacts?group=${row.id}`} className="truncate font-medium hover:text-accent">
                {row.name}
              </Link>
            </span>
          )}
        </div>
        <span className="shrink-0 text-right text-ink-2 tabular-nums">
          {t('contacts', { count: row.total })}
          {row.total !== row.own && (
            <span className="block text-caption text-ink-3">{t('ownOf', { own: whole(row.own) })}</span>
          )}
        </span>
        {mayWrite && (
          <GroupMenu
            row={row}
            rows={rows}
            onIntent={onIntent}
            onRename={() => setTimeout(() => setRenaming(true), AFTER_MENU_MS)}
            onStep={onStep}
          />
        )}
      </li>
    </>
  );
}

/** The name, written where it stands: Enter keeps it, Escape leaves it. */
function RenameHere({ row, onDone }: { row: GroupRow; onDone: () => void }) {
  const t = useTranslations('contacts.groups');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const [name, setName] = useState(row.name);
  const rename = useMutation(
    trpc.contacts.renameGroup.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.contacts.groups.pathFilter());
        onDone();
      },
    }),
  );
  const keep = () => {
    if (name.trim() === '' || name.trim() === row.name) onDone();
    else rename.mutate({ id: row.id, name });
  };
  return (
    <span className="block max-w-80">
      <Input
        autoFocus
        aria-label={t('name')}
        value={name}
        maxLength={80}
        aria-invalid={rename.isError || undefined}
        onChange={(event) => setName(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') onDone();
        }}
      />
      {rename.error && (
        <span role="alert" className="text-caption text-bad">
          {sentence(rename.error)}
        </span>
      )}
    </span>
  );
}

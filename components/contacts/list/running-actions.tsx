'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { LongWork, type LongWorkState } from '#components/ui/long-work.tsx';
import { useBase } from '../use-base.ts';
import { type ActNames, useActNames } from './use-act-names.ts';
import { type BulkRow, useActWords, useUndoBulk } from './use-bulk.ts';

const states: Record<BulkRow['state'], LongWorkState> = {
  queued: 'waiting',
  running: 'running',
  undoing: 'running',
  finished: 'done',
  undone: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};
const isOpen = (row: BulkRow) => states[row.state] === 'running' || states[row.state] === 'waiting';

/** The acts under way, above the list that they change; the list is read again as they end. */
export function RunningActions() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { base } = useBase();
  const names = useActNames();
  const recent = useQuery(
    trpc.contacts.bulkActions.queryOptions(
      { limit: 5 },
      { refetchInterval: (query) => (query.state.data?.rows.some(isOpen) ? 1_000 : false) },
    ),
  );
  const open = (recent.data?.rows ?? []).filter(isOpen);
  const before = useRef(0);
  useEffect(() => {
    if (open.length < before.current) void queries.invalidateQueries(trpc.contacts.pathFilter());
    before.current = open.length;
  }, [open.length, queries, trpc]);
  if (open.length === 0) return null;
  return (
    <div className="grid gap-2">
      {open.map((row) => (
        <ActionWork key={row.id} row={row} names={names} href={`${base}/contacts/actions`} />
      ))}
    </div>
  );
}

type WorkProps = { row: BulkRow; names: ActNames; href?: string; note?: ReactNode };

/** One act on many contacts: how far it is, what came of it, its cancel or its undo. */
export function ActionWork({ row, names, href, note }: WorkProps) {
  const t = useTranslations('contacts.bulk');
  const files = useTranslations('contacts.files');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useMemberRight('contacts:write');
  const words = useActWords();
  const undo = useUndoBulk();
  const cancel = useMutation(
    trpc.contacts.cancelBulk.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.bulkActions.pathFilter()),
    }),
  );
  const title = words(row.act, names);
  const undoing = row.state === 'undoing' || row.state === 'undone';
  const came =
    row.act.kind === 'delete-group' && row.changed === 0
      ? ''
      : row.state === 'undone'
        ? `${t('undone', { count: row.done })}${row.changed > row.done ? ` ${t('undoneKept', { count: row.changed - row.done })}` : ''}`
        : isOpen(row)
          ? ''
          : t('changed', { count: row.changed });
  return (
    <LongWork
      title={undoing ? t('undoOf', { what: title }) : title}
      state={states[row.state]}
      done={row.done}
      total={undoing ? row.changed : row.total}
      unit={files('unit')}
      {...(href ? { href } : {})}
      note={
        <>
          {came}
          {came && note && ' · '}
          {note}
        </>
      }
      actions={
        !mayWrite ? undefined : row.state === 'queued' || row.state === 'running' ? (
          <Button size="s" disabled={row.cancelling || cancel.isPending} onClick={() => cancel.mutate({ id: row.id })}>
            {row.cancelling ? t('stopping') : t('stop')}
          </Button>
        ) : row.undoUntil ? (
          <Button size="s" busy={undo.isPending} onClick={() => undo.mutate({ id: row.id })}>
            {t('undo')}
          </Button>
        ) : undefined
      }
    />
  );
}

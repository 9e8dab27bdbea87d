'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Import, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { DataTable, type Sort } from '#components/ui/table.tsx';
import { useBase } from '../use-base.ts';
import { type ContactRow, useContactColumns } from './contact-columns.tsx';
import { SelectionActions } from './selection-actions.tsx';
import type { SelectionControl } from './use-selection.ts';
import { useShownColumns } from './use-shown-columns.ts';

type Props = {
  control: SelectionControl;
  total: { count: number; capped: boolean } | undefined;
  toolbar: ReactNode;
  onCreate: () => void;
};

export function ContactsTable({ control, total, toolbar, onCreate }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const { selection } = control;
  const [cursor, setCursor] = useUrlParam('cursor');
  const [sorted, setSorted] = useUrlParam('sort');
  const [trail, setTrail] = useState<string[]>([]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const sort = readSort(sorted);
  const input = { ...selection, ...sortInput(sort), limit: 50, ...(cursor ? { cursor } : {}) } as const;
  const mayWrite = useMemberRight('contacts:write');
  const list = useQuery(trpc.contacts.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const columns = useContactColumns();
  const columnChoice = useShownColumns(columns);
  const query = control.query;
  // What was selected belonged to another list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query is what changes
  useEffect(() => {
    setSelected(new Set());
    setAll(false);
    setTrail([]);
  }, [query]);
  const clear = () => {
    setSelected(new Set());
    setAll(false);
  };
  const rows = list.data?.rows ?? [];
  const next = list.data?.next;
  if (list.error) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const chosen = all && total ? total.count : selected.size;
  const go = (to: string, passed: string[]) => ({
    onSelect: () => {
      setTrail(passed);
      setCursor(to);
    },
  });
  return (
    <DataTable<ContactRow>
      id="contacts"
      label={t('title')}
      columns={columns}
      columnChoice={columnChoice}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/contacts/${row.id}`}
      sort={sort}
      onSort={(next) => {
        setTrail([]);
        setSorted(`${next.by}.${next.direction}`);
      }}
      {...(mayWrite
        ? {
            selection: {
              selected,
              all,
              onSelectAll: setAll,
              ...(total ? { total: total.count, capped: total.capped } : {}),
              onChange: (ids: Set<string>) => {
                setAll(false);
                setSelected(ids);
              },
              actions: () => (
                <SelectionActions
                  target={all ? { selection } : { ids: [...selected] }}
                  count={chosen}
                  capped={all && (total?.capped ?? false)}
                  onDone={clear}
                />
              ),
            },
          }
        : {})}
      loading={list.isPending}
      toolbar={toolbar}
      empty={<NoContacts filtered={control.query !== ''} onCreate={onCreate} />}
      footer={
        rows.length > 0 && (
          <Pager
            shown={rows.length}
            {...(total ? { total: total.count, capped: total.capped } : {})}
            previous={cursor ? go(trail.at(-1) ?? '', trail.slice(0, -1)) : null}
            next={next ? go(next, [...trail, cursor]) : null}
          />
        )
      }
    />
  );
}

function readSort(text: string): Sort {
  const [by = 'added', direction] = text.split('.');
  return by === 'address'
    ? { by, direction: direction === 'desc' ? 'desc' : 'asc' }
    : { by: 'added', direction: direction === 'asc' ? 'asc' : 'desc' };
}
const sortInput = ({ by, direction }: Sort) => ({ sort: by === 'address' ? 'address' : 'added', direction }) as const;

function NoContacts({ filtered, onCreate }: { filtered: boolean; onCreate: () => void }) {
  const t = useTranslations('contacts');
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  if (filtered) {
    return (
      <EmptyState icon={<Users />} title={t('nothingTitle')}>
        {t('nothingBody')}
      </EmptyState>
    );
  }
  const actions = mayWrite && (
    <>
      <Button asChild variant="primary" icon={<Import />}>
        <Link href={`${base}/contacts/import`}>{t('import')}</Link>
      </Button>
      <Button onClick={onCreate}>{t('add')}</Button>
    </>
  );
  return (
    <EmptyState icon={<Users />} title={t('emptyTitle')} action={actions}>
      {t('emptyBody')}
    </EmptyState>
  );
}

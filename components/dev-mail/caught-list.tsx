'use client';

import { Inbox } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';

export type CaughtRow = { id: string; caughtAt: Date; from: string; to: string[]; subject: string; size: number };

type Props = { items: CaughtRow[]; next: string | null };

const EVERY_MS = 3_000;

/** Newest first, read anew every few seconds: what is sent in the other window appears here by itself. */
export function CaughtList({ items, next }: Props) {
  const t = useTranslations('dev-mail');
  const router = useRouter();
  const { bytes } = useNumbers();
  const [search] = useUrlParam('q');
  /** The cursors of this page and of those before it, so that going back needs no memory. */
  const [cursor, setCursor] = useUrlParam('cursor');
  const trail = cursor === '' ? [] : cursor.split('.');

  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);

  const columns: Column<CaughtRow>[] = [
    {
      id: 'subject',
      header: t('subject'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={row.subject || t('noSubject')}
          href={`/dev/mail/${row.id}`}
          sub={t('person', { first: row.to[0] ?? '–', more: Math.max(0, row.to.length - 1) })}
        />
      ),
    },
    { id: 'from', header: t('from'), from: 'lg', cell: (row) => row.from || '<>' },
    { id: 'size', header: t('size'), align: 'end', from: 'md', cell: (row) => bytes(row.size) },
    { id: 'at', header: t('at'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.caughtAt} /> },
  ];

  return (
    <DataTable
      id="dev-mail"
      label={t('title')}
      columns={columns}
      rows={items}
      rowKey={(row) => row.id}
      rowHref={(row) => `/dev/mail/${row.id}`}
      toolbar={
        <FilterBar>
          <FilterSearch placeholder={t('search')} />
        </FilterBar>
      }
      empty={
        <EmptyState icon={<Inbox />} title={search ? t('none') : t('empty')}>
          {search ? t('noneBody') : t('emptyBody')}
        </EmptyState>
      }
      footer={
        items.length > 0 && (
          <Pager
            shown={items.length}
            previous={trail.length > 0 ? { onSelect: () => setCursor(trail.slice(0, -1).join('.')) } : null}
            next={next ? { onSelect: () => setCursor([...trail, next].join('.')) } : null}
          />
        )
      }
    />
  );
}

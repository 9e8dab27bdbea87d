'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import { CellTitle, type Column } from '#components/ui/table.tsx';
import { type AuditRow, AuditSheet } from './audit-sheet.tsx';
import { useAuditWords } from './audit-words.ts';
import { StaffAccesses } from './staff-accesses.tsx';

/** Impostazioni → Registro attività: who changed what, from where. */
export function AuditPage({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('portal.audit');
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody>
        <StaffAccesses />
        <AuditList />
      </PageBody>
    </>
  );
}

function useColumns(): Column<AuditRow>[] {
  const t = useTranslations('portal.audit');
  const words = useAuditWords();
  return [
    {
      id: 'what',
      header: t('what'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={words.action(row.action)}
          sub={[words.subject(row.subjectKind), row.subjectName].filter(Boolean).join(' · ')}
        />
      ),
    },
    { id: 'who', header: t('who'), phone: 'badge', cell: (row) => row.actorName },
    {
      id: 'from',
      header: t('from'),
      from: 'md',
      cell: (row) => <span className="font-mono">{row.address ?? '–'}</span>,
    },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.at} /> },
  ];
}

function AuditList() {
  const t = useTranslations('portal.audit');
  const trpc = useTRPC();
  const columns = useColumns();
  const [person] = useUrlParam('q');
  const [cursor] = useUrlParam('cursor');
  const [open, setOpen] = useState<AuditRow>();
  const input = { limit: 50, cursor: cursor || null, ...(person ? { actor: person } : {}) };
  const page = useQuery(trpc.audit.list.queryOptions(input, { placeholderData: keepPreviousData }));
  return (
    <>
      <PagedTable
        id="audit"
        label={t('title')}
        query={page}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        toolbar={
          <FilterBar>
            <FilterSearch placeholder={t('search')} />
          </FilterBar>
        }
        empty={
          <EmptyState icon={<ScrollText />} title={person ? t('none') : t('empty')}>
            {person ? t('noneBody') : t('emptyBody')}
          </EmptyState>
        }
      />
      <AuditSheet row={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

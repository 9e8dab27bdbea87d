'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { CellTitle, type Column, DataTable } from '#components/ui/table.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { type AuditRow, AuditSheet } from './audit-sheet.tsx';
import { useAuditWords } from './audit-words.ts';
import { SettingsTabs } from './settings-tabs.tsx';

/** Impostazioni → Registro attività: who changed what, from where. */
export function AuditPage() {
  const t = useTranslations('portal.audit');
  const [person] = useUrlParam('q');
  return (
    <>
      <PageHeader title={t('title')} tabs={<SettingsTabs />} />
      <PageBody>
        {/* Another person's list begins at its first page. */}
        <AuditList key={person} person={person} />
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

function AuditList({ person }: { person: string }) {
  const t = useTranslations('portal.audit');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const columns = useColumns();
  /** The cursors of the pages before this one; empty on the first. */
  const [trail, setTrail] = useState<string[]>([]);
  const [open, setOpen] = useState<AuditRow>();
  const input = { limit: 50, cursor: trail.at(-1) ?? null, ...(person ? { actor: person } : {}) };
  const page = useQuery(trpc.audit.list.queryOptions(input, { placeholderData: keepPreviousData }));
  if (page.error) return <Notice tone="wait">{sentence(page.error)}</Notice>;
  const rows = page.data?.rows ?? [];
  const next = page.data?.next;
  return (
    <>
      <DataTable
        id="audit"
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        loading={page.isPending}
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
        footer={
          rows.length > 0 && (
            <Pager
              shown={rows.length}
              previous={trail.length > 0 ? { onSelect: () => setTrail(trail.slice(0, -1)) } : null}
              next={next ? { onSelect: () => setTrail([...trail, next]) } : null}
            />
          )
        }
      />
      <AuditSheet row={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

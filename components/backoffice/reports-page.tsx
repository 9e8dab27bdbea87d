'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useReportWords } from '#components/compliance/use-report-words.ts';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, useUrlParam } from '#components/ui/filter-chips.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { Outputs } from './outputs.ts';

const ReportSheet = dynamic(() => import('./report-sheet.tsx').then((module) => module.ReportSheet));

type Row = Outputs['reports']['list']['rows'][number];

function useColumns(): Column<Row>[] {
  const t = useTranslations('members.console.reports');
  const words = useReportWords();
  return [
    {
      id: 'what',
      header: t('what'),
      phone: 'title',
      cell: (row) => <CellTitle title={words.kind(row.kind)} sub={row.text} />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => {
        const { tone, label } = words.state(row);
        return <StateBadge tone={tone}>{label}</StateBadge>;
      },
    },
    {
      id: 'customer',
      header: t('customer'),
      from: 'md',
      cell: (row) => (
        <CellTitle title={row.workspaceName} sub={row.reporterName} href={`/admin/customers/${row.workspaceId}`} />
      ),
    },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.at} /> },
  ];
}

/** What customers report: the longest waiting first, to be answered and closed. */
export function ReportsPage() {
  const t = useTranslations('members.console.reports');
  const trpc = useTRPC();
  const columns = useColumns();
  const [filter] = useUrlParam('state');
  const [cursor] = useUrlParam('cursor');
  const [opened, setOpened] = useState<string>();
  const all = filter === 'all';
  const input = { limit: 50, open: !all, cursor: cursor || null };
  const list = useQuery(trpc.backoffice.reports.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const report = list.data?.rows.find((row) => row.id === opened);
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody width="full">
        <PagedTable
          id="backoffice-reports"
          label={t('title')}
          columns={columns}
          query={list}
          rowKey={(row) => row.id}
          onOpen={(row) => setOpened(row.id)}
          toolbar={
            <FilterBar>
              <FilterChips
                param="state"
                label={t('filter')}
                allLabel={t('waiting')}
                options={[{ value: 'all', label: t('all') }]}
              />
            </FilterBar>
          }
          empty={
            <EmptyState icon={<Megaphone />} title={t(all ? 'emptyAll' : 'empty')}>
              {t('emptyBody')}
            </EmptyState>
          }
        />
      </PageBody>
      {report && <ReportSheet report={report} onClose={() => setOpened(undefined)} />}
    </>
  );
}

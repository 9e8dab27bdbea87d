'use client';
import { ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PagedTable, type PageQuery } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { type AuditRow, AuditSheet } from './audit-sheet.tsx';
import { useAuditWords } from './audit-words.ts';

type Row = AuditRow & { workspaceName?: string | null };
type Props = {
  id: string;
  query: PageQuery<Row>;
  toolbar: ReactNode;
  empty: { title: string; body: string };
  /** The header of the column that names each row's customer, where the rows are of several. */
  customer?: string;
};

/** The audit log as a list, in portal and console; a row opens what was changed, from where. */
export function AuditTable({ id, query, toolbar, empty, customer }: Props) {
  const t = useTranslations('portal.audit');
  const words = useAuditWords();
  const [open, setOpen] = useState<Row>();
  const columns: Column<Row>[] = [
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
    ...(customer === undefined
      ? []
      : [{ id: 'customer', header: customer, from: 'md' as const, cell: (row: Row) => row.workspaceName ?? '–' }]),
    {
      id: 'from',
      header: t('from'),
      from: customer === undefined ? 'md' : 'lg',
      cell: (row) => <span className="font-mono">{row.address ?? '–'}</span>,
    },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.at} /> },
  ];
  return (
    <>
      <PagedTable
        id={id}
        label={t('title')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        toolbar={toolbar}
        empty={
          <EmptyState icon={<ScrollText />} title={empty.title}>
            {empty.body}
          </EmptyState>
        }
      />
      <AuditSheet row={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

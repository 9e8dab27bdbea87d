'use client';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type AuditRow, AuditSheet } from '#components/settings/audit-sheet.tsx';
import { useAuditWords } from '#components/settings/audit-words.ts';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PagedTable, type PageQuery } from '#components/ui/paged-table.tsx';
import { CellTitle, type Column } from '#components/ui/table.tsx';

type Row = AuditRow & { workspaceName?: string | null };

type Props = {
  id: string;
  query: PageQuery<Row>;
  toolbar?: ReactNode;
  /** Whether each row names its customer. */
  withCustomer?: boolean;
};

/** The audit log as a list; a row opens what was changed, from where. */
export function AuditTable({ id, query, toolbar, withCustomer = false }: Props) {
  const t = useTranslations('backoffice.audit');
  const words = useAuditWords();
  const [open, setOpen] = useState<Row>();
  const columns: Column<Row>[] = [
    {
      id: 'action',
      header: t('action'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={words.action(row.action)}
          sub={[words.subject(row.subjectKind), row.subjectName].filter(Boolean).join(' · ')}
        />
      ),
    },
    { id: 'actor', header: t('actor'), phone: 'badge', cell: (row) => row.actorName },
    ...(withCustomer
      ? [
          {
            id: 'customer',
            header: t('customer'),
            from: 'md' as const,
            cell: (row: Row) => row.workspaceName ?? '–',
          },
        ]
      : []),
    {
      id: 'from',
      header: t('from'),
      from: 'lg',
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
          <EmptyState icon={<History />} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        }
      />
      <AuditSheet row={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

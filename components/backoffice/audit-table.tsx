'use client';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { CodeBlock } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { PagedTable, type PageQuery } from '#components/ui/paged-table.tsx';
import { CellTitle, type Column } from '#components/ui/table.tsx';

export type AuditRow = {
  id: string;
  at: Date;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectName: string | null;
  subjectId: string | null;
  address: string | null;
  agent: string | null;
  before: unknown;
  after: unknown;
  workspaceName?: string | null;
};

type Props = {
  id: string;
  query: PageQuery<AuditRow>;
  toolbar?: ReactNode;
  /** Whether each row names its customer. */
  withCustomer?: boolean;
};

/** The audit log as a list; a row opens what was changed, from where. */
export function AuditTable({ id, query, toolbar, withCustomer = false }: Props) {
  const t = useTranslations('backoffice.audit');
  const [open, setOpen] = useState<AuditRow | null>(null);
  const columns: Column<AuditRow>[] = [
    {
      id: 'action',
      header: t('action'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.action} sub={row.subjectName ?? row.subjectKind} />,
    },
    { id: 'actor', header: t('actor'), phone: 'badge', cell: (row) => row.actorName },
    ...(withCustomer
      ? [
          {
            id: 'customer',
            header: t('customer'),
            from: 'md' as const,
            cell: (row: AuditRow) => row.workspaceName ?? '–',
          },
        ]
      : []),
    { id: 'from', header: t('from'), from: 'lg', cell: (row) => row.address ?? '–' },
    { id: 'when', header: t('when'), phone: 'when', cell: (row) => <DateTime at={row.at} /> },
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
      <Dialog open={open !== null} onOpenChange={(next) => !next && setOpen(null)} title={open?.action ?? ''} size="l">
        {open && <AuditDetail row={open} />}
      </Dialog>
    </>
  );
}

function AuditDetail({ row }: { row: AuditRow }) {
  const t = useTranslations('backoffice.audit');
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return (
    <div className="grid gap-4">
      <Facts
        columns={2}
        items={[
          { label: t('actor'), value: row.actorName },
          { label: t('when'), value: <DateTime at={row.at} style="full" /> },
          {
            label: t('subject'),
            value: [row.subjectKind, row.subjectName ?? row.subjectId].filter(Boolean).join(' · '),
          },
          { label: t('from'), value: [row.address, row.agent].filter(Boolean).join(' · ') || '–' },
        ]}
      />
      {row.before !== null && <CodeBlock label={t('before')}>{json(row.before)}</CodeBlock>}
      {row.after !== null && <CodeBlock label={t('after')}>{json(row.after)}</CodeBlock>}
    </div>
  );
}

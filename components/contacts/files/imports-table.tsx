'use client';
import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { ImportView } from '../import/import-types.ts';
import { useBase } from '../use-base.ts';

const tones: Record<ImportView['state'], Tone> = {
  uploaded: 'neutral',
  queued: 'wait',
  running: 'accent',
  finished: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** Imports, newest first; each opens at the step where it stands. */
export function ImportsTable({ limit, action }: { limit: number /** What begins the first. */; action?: ReactNode }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const { whole, bytes } = useNumbers();
  const imports = useQuery(trpc.contacts.imports.queryOptions({ limit }));
  const tried = (row: ImportView) => row.dryRun && row.state === 'finished';
  const undone = (row: ImportView) => row.undo.state === 'done' || row.undo.state === 'running';
  const columns: Column<ImportView>[] = [
    {
      id: 'file',
      header: t('importing.file'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={row.fileName}
          sub={row.kind === 'suppression' ? t('importing.suppression.kind') : bytes(row.fileBytes)}
          href={`${base}/contacts/import/${row.id}`}
        />
      ),
    },
    {
      id: 'state',
      hideable: false,
      header: t('importing.result'),
      phone: 'badge',
      cell: (row) => (
        <StateBadge tone={tried(row) ? 'wait' : undone(row) ? 'neutral' : tones[row.state]}>
          {t(`importing.states.${tried(row) ? 'trial' : undone(row) ? 'undone' : row.state}`)}
        </StateBadge>
      ),
    },
    {
      id: 'rows',
      hideable: false,
      header: t('importing.rows'),
      align: 'end',
      from: 'md',
      cell: (row) => (row.rowsTotal === null ? '–' : whole(row.rowsTotal)),
    },
    {
      id: 'rejected',
      hideable: false,
      header: t('importing.rejected'),
      align: 'end',
      from: 'md',
      cell: (row) => whole(row.counts.rejected),
    },
    {
      id: 'when',
      hideable: false,
      header: t('importing.date'),
      align: 'end',
      phone: 'when',
      cell: (row) => <DateTime at={row.createdAt} />,
    },
  ];
  return (
    <DataTable<ImportView>
      id="imports"
      label={t('files.imports')}
      columns={columns}
      rows={imports.data?.rows ?? []}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/contacts/import/${row.id}`}
      loading={imports.isPending}
      empty={
        <EmptyState icon={<Upload />} title={t('files.noImports')} headingLevel={3} action={action} inset>
          {t('files.noImportsBody')}
        </EmptyState>
      }
    />
  );
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Archive, Repeat2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Num } from '#components/ui/number.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { CampaignState } from '../campaign-state.tsx';
import type { EndedRow } from '../campaign-types.ts';

const ResendDialog = dynamic(() => import('../resend/resend-dialog.tsx').then((module) => module.ResendDialog));

/** What is over, the last to end first, with what became of it. */
export function EndedList({ base, mayWrite }: { base: string; mayWrite: boolean }) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const [cursor] = useUrlParam('cursor');
  const [resending, setResending] = useState<EndedRow>();
  const page = useQuery(
    trpc.deliveries.ended.queryOptions(
      { limit: 10, cursor: cursor || null },
      { placeholderData: keepPreviousData, refetchInterval: cursor ? false : 10_000 },
    ),
  );
  const columns = useColumns(mayWrite ? setResending : undefined);
  return (
    <section aria-labelledby="ended" className="grid grid-cols-1 gap-3">
      <h2 id="ended" className="text-section">
        {t('ended')}
      </h2>
      <PagedTable
        id="queue-ended"
        label={t('ended')}
        query={page}
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/${row.id}`}
        empty={
          <EmptyState icon={<Archive />} title={t('endedEmpty')} headingLevel={3}>
            {t('endedEmptyBody')}
          </EmptyState>
        }
      />
      {resending && (
        <ResendDialog campaignId={resending.id} base={base} open onOpenChange={() => setResending(undefined)} />
      )}
    </section>
  );
}

function useColumns(onResend: ((row: EndedRow) => void) | undefined): Column<EndedRow>[] {
  const t = useTranslations('campaigns.queue.column');
  const resend = useTranslations('campaigns.resend');
  const number = (pick: (figures: NonNullable<EndedRow['figures']>) => number) => (row: EndedRow) =>
    row.figures ? <Num value={pick(row.figures)} /> : '–';
  return [
    { id: 'name', header: t('name'), phone: 'title', cell: (row) => <CellTitle title={row.name} /> },
    { id: 'state', header: t('state'), phone: 'badge', cell: (row) => <CampaignState state={row.state} /> },
    {
      id: 'audience',
      header: t('audience'),
      align: 'end',
      cell: (row) => (row.audience === null ? '–' : <Num value={row.audience} />),
    },
    { id: 'reached', header: t('reached'), align: 'end', cell: number(({ reached }) => reached) },
    { id: 'failed', header: t('failed'), align: 'end', from: 'md', cell: number(({ failed }) => failed) },
    {
      id: 'skipped',
      header: t('skipped'),
      align: 'end',
      from: 'md',
      cell: number(({ skipped }) => skipped),
    },
    {
      id: 'uncertain',
      header: t('uncertain'),
      align: 'end',
      from: 'lg',
      cell: number(({ uncertain }) => uncertain),
    },
    { id: 'ended', header: t('ended'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.endedAt} /> },
    ...(onResend
      ? [
          {
            id: 'actions',
            header: t('actions'),
            align: 'end' as const,
            hideable: false,
            width: '48px',
            cell: (row: EndedRow) =>
              row.audience ? (
                <IconButton
                  label={resend('title', { name: row.name })}
                  icon={<Repeat2 />}
                  onClick={() => onResend(row)}
                />
              ) : null,
          },
        ]
      : []),
  ];
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCampaignColumns } from '#components/campaigns/list/use-campaign-columns.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { DataTable } from '#components/ui/table.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';

const SHOWN = 5;
const EVERY_MS = 5_000;
const noActions = () => null;

/** The last campaigns with their figures. */
export function TodayCampaigns({ base }: { base: string }) {
  const t = useTranslations('portal.today');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const list = useQuery(trpc.campaigns.list.queryOptions({ limit: SHOWN }, { refetchInterval: EVERY_MS }));
  const columns = useCampaignColumns(noActions)
    .filter((column) => column.id !== 'actions')
    .map((column) => ({ ...column, hideable: false }));
  return (
    <section aria-label={t('recent')} className="grid grid-cols-1 gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-section">{t('recent')}</h2>
        <Link href={base} className="text-table font-medium text-accent hover:underline">
          {t('all')}
        </Link>
      </div>
      {list.error ? (
        <Notice tone="bad">{sentence(list.error)}</Notice>
      ) : (
        <DataTable
          id="today"
          label={t('recent')}
          columns={columns}
          rows={list.data?.rows ?? []}
          rowKey={(row) => row.id}
          rowHref={(row) => `${base}/${row.id}`}
          loading={list.isPending}
          empty={
            <EmptyState icon={<Send />} title={t('noCampaigns')}>
              {t('noCampaignsBody')}
            </EmptyState>
          }
        />
      )}
    </section>
  );
}

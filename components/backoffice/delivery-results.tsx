'use client';
import { useMutation } from '@tanstack/react-query';
import { MailSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { DataTable } from '#components/ui/table.tsx';
import { type DeliveryQuery, DeliverySearchForm } from './delivery-search.tsx';
import { DeliverySheet } from './delivery-sheet.tsx';
import type { FoundDelivery } from './outputs.ts';
import { useDeliveryColumns } from './use-delivery-columns.tsx';

/** The search, and what it found. */
export function DeliveryResults({ purpose }: { purpose: string }) {
  const t = useTranslations('backoffice.deliveries');
  const trpc = useTRPC();
  const search = useMutation(trpc.backoffice.deliveries.search.mutationOptions());
  const columns = useDeliveryColumns();
  const [asked, setAsked] = useState<DeliveryQuery>();
  const [cursors, setCursors] = useState<string[]>([]);
  const [open, setOpen] = useState<FoundDelivery>();
  const page = search.data;

  function look(query: DeliveryQuery, before: string[]): void {
    setAsked(query);
    setCursors(before);
    const cursor = before.at(-1);
    search.mutate({ ...query, purpose, ...(cursor ? { cursor } : {}) });
  }
  const { next } = page ?? {};
  return (
    <>
      <DeliverySearchForm busy={search.isPending} onSearch={(query) => look(query, [])} />
      {search.isError && asked && <LoadFailed error={search.error} onRetry={() => look(asked, cursors)} />}
      {(page || search.isPending) && (
        <DataTable
          id="backoffice-deliveries"
          label={t('title')}
          columns={columns}
          rows={page?.rows ?? []}
          rowKey={(row) => row.campaignId + row.contactId}
          onOpen={setOpen}
          loading={search.isPending}
          empty={
            <EmptyState icon={<MailSearch />} title={t('nothing')}>
              {t('nothingBody')}
            </EmptyState>
          }
          footer={
            page &&
            page.rows.length > 0 &&
            asked && (
              <Pager
                shown={page.rows.length}
                previous={cursors.length > 0 ? { onSelect: () => look(asked, cursors.slice(0, -1)) } : null}
                next={next ? { onSelect: () => look(asked, [...cursors, next]) } : null}
              />
            )
          }
        />
      )}
      {!page && !search.isPending && !search.isError && (
        <EmptyState icon={<MailSearch />} title={t('start')}>
          {t('startBody')}
        </EmptyState>
      )}
      <DeliverySheet purpose={purpose} delivery={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

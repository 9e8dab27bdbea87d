'use client';
import { useQuery } from '@tanstack/react-query';
import { ListOrdered } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { QueueItem } from './queue-item.tsx';

/** What is being sent and what waits, each with why and until when, in their order. */
export function QueuePage({ base, maySend }: { base: string; maySend: boolean }) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const queue = useQuery({ ...trpc.deliveries.queue.queryOptions(), refetchInterval: 3000 });
  const items = queue.data ?? [];
  return (
    <>
      <PageHeader title={t('title')} count={queue.data?.length} />
      <PageBody>
        {queue.isError && <Notice tone="bad">{sentence(queue.error)}</Notice>}
        {queue.isPending && [1, 2, 3].map((each) => <Skeleton key={each} className="h-20 w-full" />)}
        {queue.isSuccess && items.length === 0 && (
          <EmptyState icon={<ListOrdered />} title={t('emptyTitle')}>
            {t('emptyBody')}
          </EmptyState>
        )}
        {items.map((item) => (
          <QueueItem key={item.id} item={item} base={base} maySend={maySend} />
        ))}
      </PageBody>
    </>
  );
}

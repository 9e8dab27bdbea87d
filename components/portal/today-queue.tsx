'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueueItem } from '#components/campaigns/queue/queue-item.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';

const EVERY_MS = 3_000;

/** What is being sent or waits to be. */
export function TodayQueue({ base, maySend }: { base: string; maySend: boolean }) {
  const t = useTranslations('portal.today');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const queue = useQuery(trpc.deliveries.queue.queryOptions(undefined, { refetchInterval: EVERY_MS }));
  return (
    <section aria-label={t('moving')} className="grid grid-cols-1 gap-3">
      <h2 className="text-section">{t('moving')}</h2>
      {queue.error && <Notice tone="bad">{sentence(queue.error)}</Notice>}
      {queue.isPending && <Skeleton className="h-20 w-full" />}
      {queue.data?.length === 0 && <p className="text-table text-ink-3">{t('nothingMoving')}</p>}
      {queue.data?.map((item) => (
        <QueueItem key={item.id} item={item} base={base} maySend={maySend} brief />
      ))}
    </section>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { ListOrdered } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { EndedList } from './ended-list.tsx';
import { PlaceButtons } from './place-buttons.tsx';
import { QueueItem } from './queue-item.tsx';

const EVERY_MS = 3_000;
const groups = {
  running: (item: QueueRow) => item.place !== null,
  deciding: (item: QueueRow) => item.state === 'overdue' || item.state === 'in_review',
  planned: (item: QueueRow) => item.state === 'scheduled',
} as const;

type Props = { base: string; may: { send: boolean; write: boolean } };

/** What is being sent in its order, what waits for a person, what is planned, each with why and until when; and what is over. */
export function QueuePage({ base, may }: Props) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const queue = useQuery({ ...trpc.deliveries.queue.queryOptions(), refetchInterval: EVERY_MS });
  const items = queue.data ?? [];
  return (
    <>
      <PageHeader title={t('title')} count={queue.data?.length} />
      <PageBody>
        {queue.isError && !queue.data && <LoadFailed error={queue.error} onRetry={() => void queue.refetch()} />}
        {queue.isPending && [1, 2, 3].map((each) => <Skeleton key={each} className="h-20 w-full" />)}
        {queue.isSuccess && items.length === 0 && (
          <EmptyState icon={<ListOrdered />} title={t('emptyTitle')}>
            {t('emptyBody')}
          </EmptyState>
        )}
        {(['running', 'deciding', 'planned'] as const).map((group) => (
          <QueueGroup key={group} name={group} items={items.filter(groups[group])} base={base} maySend={may.send} />
        ))}
        <EndedList base={base} mayWrite={may.write} />
      </PageBody>
    </>
  );
}

type GroupProps = { name: keyof typeof groups; items: QueueRow[]; base: string; maySend: boolean };

function QueueGroup({ name, items, base, maySend }: GroupProps) {
  const t = useTranslations('campaigns.queue');
  if (items.length === 0) return null;
  const ordered = name === 'running' && items.length > 1;
  return (
    <section aria-labelledby={`queue-${name}`} className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id={`queue-${name}`} className="text-section">
          {t(name)}
        </h2>
        {ordered && <p className="text-caption text-ink-3">{t('runningHelp')}</p>}
      </div>
      <ol className="grid grid-cols-1 gap-3">
        {items.map((item) => (
          <li key={item.id}>
            <QueueItem
              item={item}
              base={base}
              maySend={maySend}
              {...(ordered && maySend ? { place: <PlaceButtons item={item} running={items} /> } : {})}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

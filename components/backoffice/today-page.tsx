'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Card } from '#components/ui/section.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import type { Outputs } from './outputs.ts';
import { TodayCustomers } from './today-customers.tsx';
import { TodayPlatform } from './today-platform.tsx';
import { TodaySales } from './today-sales.tsx';

/** What needs a person now: rows that are there, or the good news that there are none, with when that was looked at. */
export function TodayPage() {
  const t = useTranslations('backoffice.today');
  const trpc = useTRPC();
  const work = useQuery(trpc.backoffice.today.queryOptions(undefined, { refetchInterval: 30_000 }));
  return (
    <>
      <PageHeader
        title={t('title')}
        meta={
          work.data && (
            <span className="text-caption text-ink-3">
              {t.rich('looked', { when: () => <DateTime at={work.data.at} style="time" /> })}
            </span>
          )
        }
      />
      <PageBody>
        {work.isPending && (
          <Card>
            <ListSkeleton />
          </Card>
        )}
        {work.isError && <LoadFailed error={work.error} onRetry={() => void work.refetch()} />}
        {work.data && <WorkLists work={work.data} />}
      </PageBody>
    </>
  );
}

function WorkLists({ work }: { work: Outputs['today'] }) {
  const t = useTranslations('backoffice.today');
  const { at: _, ...lists } = work;
  if (Object.values(lists).every((list) => list.length === 0)) {
    return (
      <EmptyState icon={<CircleCheck />} title={t('clear')}>
        {t('clearBody')}
      </EmptyState>
    );
  }
  return (
    <>
      <TodayPlatform work={work} />
      <TodayCustomers work={work} />
      <TodaySales work={work} />
    </>
  );
}

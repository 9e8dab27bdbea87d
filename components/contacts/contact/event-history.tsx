'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEventWords } from '#components/reports/report-words.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterChips, useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';

const kinds = ['open', 'click'] as const;

/** Every event of the contact's messages, newest first, by kind. */
export function EventHistory({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts');
  const told = useEventWords();
  const trpc = useTRPC();
  const [chosen] = useUrlParam('event');
  const kind = kinds.find((one) => one === chosen);
  const events = useInfiniteQuery(
    trpc.tracking.ofContact.infiniteQueryOptions(
      { contactId, limit: 25, ...(kind ? { kind } : {}) },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const items = (events.data?.pages ?? []).flatMap((page) =>
    page.rows.flatMap((row): TimelineItem[] => {
      const title = told(row);
      const detail = [row.campaignName, row.repeats > 0 ? t('events.repeats', { count: row.repeats }) : '']
        .filter(Boolean)
        .join(' · ');
      return title ? [{ id: row.id, title, at: row.at, ...(detail ? { detail } : {}) }] : [];
    }),
  );
  return (
    <Section
      title={t('events.title')}
      action={
        <FilterChips
          param="event"
          label={t('events.title')}
          allLabel={t('all')}
          options={kinds.map((value) => ({ value, label: t(`events.kinds.${value}`) }))}
        />
      }
    >
      {events.error && <LoadFailed error={events.error} onRetry={() => void events.refetch()} />}
      {events.isPending && <Skeleton className="h-24 w-full" />}
      {items.length > 0 && <Timeline items={items} />}
      {events.isSuccess && items.length === 0 && <p className="text-table text-ink-2">{t('events.empty')}</p>}
      {events.hasNextPage && (
        <Button size="s" className="mt-3" busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
          {t('detail.older')}
        </Button>
      )}
    </Section>
  );
}

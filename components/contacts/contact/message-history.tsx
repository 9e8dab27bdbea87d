'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { deliveryTone, useEventWords, useStateWords } from '#components/reports/report-words.ts';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';
import { useBase } from '../use-base.ts';

const SHOWN_CAMPAIGNS = 20;
const SHOWN_EVENTS = 50;

/** The messages of one contact: each with its outcome, and what the contact did, newest first. */
export function MessageHistory({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts.messages');
  const told = useEventWords();
  const words = useStateWords();
  const trpc = useTRPC();
  const { base } = useBase();
  const sent = useQuery(trpc.deliveries.ofContact.queryOptions({ contactId, limit: SHOWN_CAMPAIGNS }));
  const done = useQuery(trpc.tracking.ofContact.queryOptions({ contactId, limit: SHOWN_EVENTS }));
  const unread = [sent, done].find((query) => query.isError);
  if (unread) return <LoadFailed error={unread.error} onRetry={() => void unread.refetch()} />;
  if (sent.isPending || done.isPending) return <Skeleton className="h-32" />;

  const deliveries = (sent.data?.rows ?? []).map(
    (row): TimelineItem => ({
      id: row.campaignId,
      title: (
        <Link className="link" href={`${base}/campaigns/${row.campaignId}`}>
          {row.campaignName}
        </Link>
      ),
      at: row.stateAt,
      detail: words.delivery(row.state),
      tone: deliveryTone(row.state),
    }),
  );
  const acts = (done.data?.rows ?? []).flatMap((row): TimelineItem[] => {
    const title = told(row);
    return title ? [{ id: row.id, title, at: row.at, detail: row.campaignName }] : [];
  });
  const items = [...deliveries, ...acts].sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
  return (
    <Section title={t('title')}>
      {items.length > 0 ? <Timeline items={items} /> : <p className="text-table text-ink-2">{t('empty')}</p>}
    </Section>
  );
}

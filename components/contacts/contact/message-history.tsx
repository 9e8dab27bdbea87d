'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { deliveryTone, useStateWords } from '#components/reports/report-words.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useBase } from '../use-base.ts';

const PAGE = 20;

/** Every message that the contact was sent, newest first: its outcome, and what was done with it. */
export function MessageHistory({ contactId }: { contactId: string }) {
  const t = useTranslations('contacts.messages');
  const detail = useTranslations('contacts.detail');
  const trpc = useTRPC();
  const sent = useInfiniteQuery(
    trpc.deliveries.ofContact.infiniteQueryOptions(
      { contactId, limit: PAGE },
      { getNextPageParam: (page) => page.next },
    ),
  );
  if (sent.error) return <LoadFailed error={sent.error} onRetry={() => void sent.refetch()} />;
  if (sent.isPending) return <Skeleton className="h-32" />;
  const pages = sent.data.pages;
  return (
    <Section title={t('title')} inset={false}>
      {pages[0]?.rows.length === 0 && <p className="p-4 text-table text-ink-2">{t('empty')}</p>}
      <ul className="divide-y divide-line">
        {pages.map((page) => (
          <MessagePage key={page.rows[0]?.campaignId ?? 'none'} contactId={contactId} rows={page.rows} />
        ))}
      </ul>
      {sent.hasNextPage && (
        <div className="border-line border-t p-3">
          <Button size="s" busy={sent.isFetchingNextPage} onClick={() => void sent.fetchNextPage()}>
            {detail('older')}
          </Button>
        </div>
      )}
    </Section>
  );
}

type Sent = {
  campaignId: string;
  campaignName: string;
  subject: string;
  resend: boolean;
  state: Parameters<typeof deliveryTone>[0];
  stateAt: Date;
  reason: string | null;
};

/** One page of messages: what was done with all of them is asked for at once. */
function MessagePage({ contactId, rows }: { contactId: string; rows: Sent[] }) {
  const t = useTranslations('contacts.messages');
  const words = useStateWords();
  const trpc = useTRPC();
  const { base } = useBase();
  const acts = useQuery({
    ...trpc.tracking.actsOfContact.queryOptions({ contactId, campaignIds: rows.map((row) => row.campaignId) }),
    enabled: rows.length > 0,
  });
  return rows.map((row) => {
    const done = acts.data?.find((one) => one.campaignId === row.campaignId);
    const told = [
      done?.opens ? t('opens', { count: done.opens }) : '',
      done?.machineOpens ? t('machineOpens', { count: done.machineOpens }) : '',
      done?.forwards ? t('forwards', { count: done.forwards }) : '',
    ].filter(Boolean);
    return (
      <li key={row.campaignId} className="grid gap-1 px-4 py-3 text-table">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link className="link font-medium" href={`${base}/campaigns/${row.campaignId}`}>
            {row.campaignName}
          </Link>
          {row.resend && <Badge>{t('resend')}</Badge>}
          <StateBadge tone={deliveryTone(row.state)}>{words.delivery(row.state)}</StateBadge>
          <span className="ml-auto text-caption text-ink-3">
            <DateTime at={row.stateAt} style="full" />
          </span>
        </div>
        {row.subject && <p className="text-ink-2 [overflow-wrap:anywhere]">{row.subject}</p>}
        {told.length > 0 && <p className="text-caption text-ink-2">{told.join(' · ')}</p>}
        {done && done.clicks.length > 0 && (
          <ul className="grid gap-0.5 text-caption text-ink-2">
            {done.clicks.map((click) => (
              <li key={click.url} className="[overflow-wrap:anywhere]">
                {t('clicks', { count: click.count, url: click.url })}
              </li>
            ))}
          </ul>
        )}
      </li>
    );
  });
}

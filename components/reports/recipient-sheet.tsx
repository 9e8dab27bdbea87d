'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { RecipientTimeline } from '#server/modules/reports/schemas.ts';
import { deliveryTone, useEventWords, useStateWords } from './report-words.ts';

type Props = { campaignId: string; contactId: string | undefined; base: string; onClose: () => void };

/** One recipient's story: what became of the message, each try, what they did. */
export function RecipientSheet({ campaignId, contactId, base, onClose }: Props) {
  const t = useTranslations('reports.recipients');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const query = useQuery(
    trpc.reports.recipient.queryOptions(
      { campaignId, contactId: contactId ?? '' },
      { enabled: contactId !== undefined },
    ),
  );
  const story = contactId === undefined ? undefined : query.data;
  return (
    <Sheet
      open={contactId !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={story ? story.recipient.name || (story.recipient.address ?? t('erased')) : t('who')}
    >
      {query.error ? (
        <Notice tone="wait">{sentence(query.error)}</Notice>
      ) : story ? (
        <Story story={story} base={base} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </Sheet>
  );
}

function Story({ story, base }: { story: RecipientTimeline; base: string }) {
  const t = useTranslations('reports.recipients');
  const words = useStateWords();
  const items = useStoryItems(story);
  const { recipient } = story;
  const followed = recipient.opens === 'individual' || recipient.clicks === 'individual';
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge tone={deliveryTone(recipient.state)}>{words.delivery(recipient.state)}</StateBadge>
        {recipient.reason && <span className="text-caption text-ink-3">{recipient.reason}</span>}
      </div>
      {recipient.address && recipient.name && (
        <p className="text-table text-ink-2 [overflow-wrap:anywhere]">{recipient.address}</p>
      )}
      {!followed && <p className="text-table text-ink-2">{t('notTracked')}</p>}
      <section aria-label={t('timeline')}>
        {items.length === 0 ? <p className="text-table text-ink-3">{t('nothing')}</p> : <Timeline items={items} />}
      </section>
      {recipient.address && (
        <div>
          <Button size="s" asChild>
            <Link href={`${base}/contacts/${recipient.contactId}`}>{t('openContact')}</Link>
          </Button>
        </div>
      )}
    </div>
  );
}

function useStoryItems({ attempts, events, forwards }: RecipientTimeline): TimelineItem[] {
  const t = useTranslations('reports');
  const words = useStateWords();
  const told = useEventWords();
  const items: TimelineItem[] = [
    ...attempts.map((attempt) => ({
      id: `attempt-${attempt.attempt}-${attempt.at.getTime()}`,
      title: t('recipients.attempt', { number: attempt.attempt, outcome: words.outcome(attempt.outcome) }),
      at: attempt.at,
      detail: [attempt.code, attempt.enhanced, attempt.answer, attempt.host].filter(Boolean).join(' '),
    })),
    ...forwards.map(({ id, at, sent }) => ({
      id,
      title: t('recipients.passedOn'),
      at,
      ...(sent ? {} : { detail: t('recipients.passedOnNot') }),
    })),
    ...events.map((event) => ({
      id: event.id,
      title: told(event) ?? event.kind,
      at: event.at,
      ...(event.repeats > 0 ? { detail: t('recipients.repeats', { count: event.repeats }) } : {}),
      ...(event.class === 'machine' ? { tone: 'neutral' as const } : {}),
    })),
  ];
  return items.sort((one, two) => new Date(two.at).getTime() - new Date(one.at).getTime());
}

'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';
import type { ContactTopic } from './contact-types.ts';

const kinds = [
  'created',
  'updated',
  'imported',
  'subscribed',
  'unsubscribed',
  'tracking',
  'blocked',
  'unblocked',
  'bounced',
  'complained',
] as const;
const vias = ['manual', 'link', 'one-click', 'complaint'] as const;
const tones = {
  subscribed: 'good',
  unsubscribed: 'neutral',
  blocked: 'bad',
  bounced: 'bad',
  complained: 'bad',
} as const;

/** What happened to the contact, newest first; its messages are told apart. */
export function ContactTimeline({ addedAt, id, topics }: { id: string; topics: ContactTopic[]; addedAt: Date }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.contacts.timeline.infiniteQueryOptions({ id, limit: 25 }, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const items = rows.map((row): TimelineItem => {
    const kind = kinds.find((one) => one === row.kind);
    const topic = topics.find((one) => one.id === row.detail.topicId);
    const via = vias.find((one) => one === row.detail.via);
    const reason = typeof row.detail.reason === 'string' && kind === 'blocked' ? row.detail.reason : '';
    const detail = [via && t(`via.${via}`), reason].filter(Boolean).join(' · ');
    const tone = kind && kind in tones ? tones[kind as keyof typeof tones] : undefined;
    return {
      id: row.id,
      title: `${t(`change.${kind ?? 'other'}`)}${topic ? `: ${topic.name}` : ''}`,
      at: row.at,
      by: row.actorName,
      ...(detail ? { detail } : {}),
      ...(tone ? { tone } : {}),
    };
  });
  // An import makes its contacts without a line for each: where they came from is on their evidence.
  const told = rows.some((row) => row.kind === 'created');
  if (query.isSuccess && !query.hasNextPage && !told) {
    const proof = topics.find((topic) => topic.evidence?.source === 'import')?.evidence;
    const detail = proof ? { detail: t('detail.source.import') } : {};
    items.push({ id: 'added', title: t('detail.added'), at: addedAt, ...detail });
  }
  return (
    <Section title={t('detail.timeline')}>
      {items.length > 0 && <Timeline items={items} />}
      {items.length === 0 && !query.isPending && <p className="text-table text-ink-2">{t('detail.timelineEmpty')}</p>}
      {query.hasNextPage && (
        <Button size="s" className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('detail.older')}
        </Button>
      )}
    </Section>
  );
}

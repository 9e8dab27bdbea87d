'use client';
import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import { Timeline, type TimelineItem } from '#components/ui/timeline.tsx';
import type { CampaignDetail, CampaignReviews } from '../campaign-types.ts';

/** The campaign's steps and what was asked and decided about it, newest first. */
export function HistoryCard({ campaign, reviews }: { campaign: CampaignDetail; reviews: CampaignReviews | undefined }) {
  const t = useTranslations('campaigns.review.history');
  const told = new Set(['edited', 'withdrawn', 'rescheduled', 'another-time', 'approval-turned-on']);
  const steps = campaign.steps
    // What a review asked or decided says more than the step that it caused.
    .filter(
      ({ to, from, why }) =>
        (to !== 'in_review' || (why !== null && told.has(why))) &&
        !(from === 'in_review' && (to === 'scheduled' || why === 'returned')),
    )
    .map(
      ({ id, from, to, at, actorName, why }): TimelineItem => ({
        id,
        title: from === null ? t('created') : why && told.has(why) ? t(why as 'edited') : t(`to.${to}`),
        at,
        by: actorName,
        ...(why?.startsWith('note: ') ? { detail: `“${why.slice(6)}”` } : {}),
      }),
    );
  const asked = (reviews?.history ?? []).flatMap((review): TimelineItem[] => {
    const { id, askedAt, askerName, note, decision, decidedAt, deciderName, answer } = review;
    const ask = {
      id: `${id}-asked`,
      title: t('asked'),
      at: askedAt,
      by: askerName,
      ...(note ? { detail: `“${note}”` } : {}),
    };
    if (decidedAt === null || (decision !== 'approved' && decision !== 'returned')) return [ask];
    const decided = {
      id: `${id}-decided`,
      title: t(decision),
      at: decidedAt,
      by: deciderName ?? '',
      tone: decision === 'approved' ? ('good' as const) : ('wait' as const),
      ...(answer ? { detail: `“${answer}”` } : {}),
    };
    return [decided, ask];
  });
  const items = [...steps, ...asked].sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
  return (
    <Section title={t('title')}>
      <Timeline items={items} />
    </Section>
  );
}

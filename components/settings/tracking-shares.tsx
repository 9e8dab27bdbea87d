'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { LevelCounts } from '#server/modules/tracking/schemas.ts';

const COUNTING_MS = 1_500;
const sources = ['form', 'link', 'manual', 'import', 'demo'] as const;

/** How many contacts are at each level now, and by whose word. */
export function TrackingShares({ base }: { base: string }) {
  const t = useTranslations('portal.tracking.shares');
  const levels = useTranslations('portal.tracking');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const { whole } = useNumbers();
  const query = useQuery(
    trpc.tracking.shares.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data === null ? COUNTING_MS : false),
    }),
  );
  if (query.error) return <Notice tone="wait">{sentence(query.error)}</Notice>;
  if (!query.data) return <Skeleton className="h-56 w-full" />;
  const { shares } = query.data;
  const bar = (label: string, counts: LevelCounts) => (
    <div className="grid gap-1.5">
      <span className="font-medium">{label}</span>
      <ProgressBar
        label={label}
        total={Math.max(1, shares.contacts)}
        segments={[
          { value: counts.individual, tone: 'accent', label: levels('individual') },
          { value: counts.aggregate, tone: 'good', label: levels('aggregate') },
          { value: counts.off, tone: 'neutral', label: levels('off') },
        ]}
      />
      <p className="text-caption text-ink-2">
        {t('levels', { individual: counts.individual, aggregate: counts.aggregate, off: counts.off })}
      </p>
    </div>
  );
  const nameOf = (source: string) => {
    const known = sources.find((one) => one === source);
    return known ? t(`source.${known}`) : t('source.unknown');
  };
  return (
    <Section title={t('title')} meta={t('contacts', { count: shares.contacts })}>
      <div className="grid grid-cols-1 gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          {bar(levels('opens'), shares.opens)}
          {bar(levels('clicks'), shares.clicks)}
        </div>
        {shares.contacts > 0 && (
          <p className="text-pretty text-table text-ink-2">{t('undecided', { count: shares.undecided })}</p>
        )}
        {shares.sources.length > 0 && (
          <PlainTable
            label={t('bySource')}
            head={[{ label: t('bySource') }, { label: t('agreed'), align: 'end' }, { label: t('less'), align: 'end' }]}
            rows={shares.sources.map(({ source, individual, less }) => [
              nameOf(source),
              whole(individual),
              whole(less),
            ])}
          />
        )}
        <p className="prose-links text-pretty text-caption text-ink-3">
          {t('each')} <Link href={`${base}/contacts`}>{t('openContacts')}</Link>
        </p>
      </div>
    </Section>
  );
}

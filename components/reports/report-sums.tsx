'use client';

import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { ProgressBar, type Segment } from '#components/ui/progress-bar.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ReportState, ReportSums as Sums } from '#server/modules/reports/schemas.ts';
import { deliveryTone, useStateWords } from './report-words.ts';

const summed = [
  'accepted',
  'delivered',
  'bounced',
  'failed',
  'expired',
  'skipped',
  'cancelled',
  'uncertain',
  'deferred',
] as const;
const moving = ['queued', 'leased', 'committing'] as const;

type Props = { campaignId: string; sums: Sums; at: Date; path: string };

/** Every contact of the audience, accounted for. */
export function ReportSums({ campaignId, sums: report, at, path }: Props) {
  const t = useTranslations('reports');
  const { whole } = useNumbers();
  const words = useStateWords();
  const { states, audience, sumsMatch } = report;
  const counted = Object.values(states).reduce((sum, count) => sum + count, 0);
  const onTheWay = moving.reduce((sum, state) => sum + states[state], 0);
  const parts = summed.filter((state) => states[state] > 0 || state === 'accepted');
  const segments: Segment[] = [
    ...summed.map((state) => ({ value: states[state], tone: deliveryTone(state), label: words.delivery(state) })),
    { value: onTheWay, tone: 'accent' as const, label: t('sum.moving') },
  ];
  const reasonsOf = (wanted: ReportState[]) =>
    report.reasons
      .filter(({ state }) => wanted.includes(state))
      .map(({ reason, count }) => words.reason(reason, count))
      .join(', ');
  const excluded = reasonsOf(['skipped']);
  const failed = reasonsOf(['bounced', 'failed', 'expired']);
  return (
    <Section
      title={sumsMatch ? t('sums.title') : t('sums.titleWrong')}
      meta={
        sumsMatch ? (
          <StateBadge tone="good">
            {t('sums.checked')} <DateTime at={at} style="time" />
          </StateBadge>
        ) : (
          <StateBadge tone="bad">{t('sums.off', { count: Math.abs(audience - counted) })}</StateBadge>
        )
      }
      action={
        <>
          <Popover
            label={t('sums.how')}
            trigger={
              <button type="button" className="text-accent hover:underline">
                {t('sums.how')}
              </button>
            }
          >
            <p className="text-ink-2">{t('sums.howText')}</p>
          </Popover>
          <Recheck campaignId={campaignId} />
        </>
      }
    >
      <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5 text-ink-2">
        <Term count={audience} word={t('sum.recipients', { count: audience })} />
        <span>=</span>
        {parts.map((state, index) => (
          <span key={state} className="inline-flex items-baseline gap-1.5">
            {index > 0 && <span>+</span>}
            <Term count={states[state]} word={t(`sum.${state}`, { count: states[state] })} />
          </span>
        ))}
        {onTheWay > 0 && (
          <span className="inline-flex items-baseline gap-1.5">
            <span>+</span>
            <Term count={onTheWay} word={t('sum.moving')} />
          </span>
        )}
      </p>
      <div className="mt-3">
        <ProgressBar label={t('sums.bar')} segments={segments} total={Math.max(audience, counted)} />
      </div>
      {(excluded || failed || states.uncertain > 0) && (
        <div className="mt-2.5 grid gap-1 text-caption text-ink-3">
          {excluded && (
            <p className="prose-links">
              {t('sums.excluded')} {excluded}.{' '}
              <Link href={`${path}?tab=recipients&filter=skipped`}>{t('sums.see')}</Link>
            </p>
          )}
          {failed && (
            <p>
              {t('sums.failed')} {failed}.
            </p>
          )}
          {states.uncertain > 0 && (
            <p className="prose-links">
              {t('sums.uncertain')}{' '}
              <Link
                href={`${path}?tab=recipients&filter=uncertain`}
                aria-label={`${t('sums.see')}: ${whole(states.uncertain)}`}
              >
                {t('sums.see')}
              </Link>
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

function Term({ count, word }: { count: number; word: string }) {
  const { whole } = useNumbers();
  return (
    <span className="whitespace-nowrap">
      <strong className="font-semibold text-ink tabular-nums">{whole(count)}</strong> {word}
    </span>
  );
}

function Recheck({ campaignId }: { campaignId: string }) {
  const t = useTranslations('reports');
  const trpc = useTRPC();
  const toast = useToast();
  const sentence = useErrorSentence();
  const check = useQuery(trpc.reports.verify.queryOptions({ campaignId }, { enabled: false, retry: false }));
  async function run() {
    const { data, error } = await check.refetch();
    if (error) toast({ title: sentence(error), tone: 'bad' });
    if (!data) return;
    const right = data.sumsMatch && data.counterMismatches === 0;
    const missing = Math.abs(data.audience - data.counted);
    toast(
      right
        ? { title: t('sums.rechecked'), tone: 'good' }
        : { title: t('sums.recheckWrong', { missing, counters: data.counterMismatches }), tone: 'bad' },
    );
  }
  return (
    <Button size="s" variant="ghost" icon={<RefreshCw />} busy={check.isFetching} onClick={run}>
      {t('sums.recheck')}
    </Button>
  );
}

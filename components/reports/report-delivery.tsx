'use client';

import Link from 'next/link';
import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { AreaChart, Legend, type Series } from '#components/ui/charts/area-chart.tsx';
import { BarList } from '#components/ui/charts/bar-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import type { ReportSums } from '#server/modules/reports/schemas.ts';
import { useStateWords } from './report-words.ts';
import { useReportScope } from './use-report-scope.ts';

type Props = { sums: ReportSums; path: string };

/** When servers took the message, why some did not, and how it went with each mailbox provider. */
export function ReportDelivery({ sums, path }: Props) {
  return (
    <>
      <Curve sums={sums} />
      <Reasons sums={sums} path={path} />
      <Places sums={sums} path={path} />
    </>
  );
}

function Curve({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports.deliveryTab');
  const format = useFormatter();
  const timeZone = useTimeZone() ?? 'Europe/Rome';
  const { points, stepSeconds } = sums.delivery;
  const series: Series[] = [
    { key: 'accepted', label: t('accepted'), tone: 'accent' },
    { key: 'failed', label: t('failed'), tone: 'bad' },
    ...(sums.states.uncertain > 0 ? [{ key: 'uncertain', label: t('uncertain'), tone: 'wait' } as const] : []),
  ];
  let [accepted, failed, uncertain] = [0, 0, 0];
  const summed = points.map((point) => {
    accepted += point.accepted;
    failed += point.failed;
    uncertain += point.uncertain;
    return { at: point.at, accepted, failed, uncertain };
  });
  // It begins with nothing, as the sending did.
  const [first] = summed;
  const start = first && new Date(new Date(first.at).getTime() - stepSeconds * 1_000).toISOString();
  const data = start ? [{ at: start, accepted: 0, failed: 0, uncertain: 0 }, ...summed] : [];
  const formatX = (at: string) =>
    format.dateTime(new Date(at), {
      timeZone,
      ...(stepSeconds >= 86_400
        ? {}
        : { hour: '2-digit', minute: '2-digit', ...(stepSeconds < 60 ? { second: '2-digit' } : {}) }),
      ...(stepSeconds >= 3_600 ? { day: 'numeric', month: 'short' } : {}),
    });
  return (
    <Section
      title={t('curve')}
      {...(points.length > 1 ? { meta: t('curveNote'), action: <Legend series={series} /> } : {})}
    >
      {points.length < 2 ? (
        <p className="text-table text-ink-2">
          {first ? t('atOnce', { seconds: stepSeconds, time: formatX(first.at) }) : t('none')}
        </p>
      ) : (
        <AreaChart label={t('curve')} x="at" data={data} series={series} formatX={formatX} />
      )}
    </Section>
  );
}

function Reasons({ sums, path }: Props) {
  const t = useTranslations('reports.deliveryTab');
  const words = useStateWords();
  const { link } = useReportScope();
  const reasons = sums.reasons.filter(({ state }) => state === 'bounced' || state === 'failed' || state === 'expired');
  return (
    <Section title={t('reasons')} inset={reasons.length === 0} meta={t('reasonsNote')}>
      {reasons.length === 0 ? (
        <EmptyState inset title={t('noReasons')} headingLevel={3}>
          {t('noReasonsBody')}
        </EmptyState>
      ) : (
        <BarList
          label={t('reasons')}
          items={reasons.map(({ state, reason, count }) => ({
            id: `${state}/${reason}`,
            label: `${words.delivery(state)}: ${words.reasonName(reason)}`,
            value: count,
            href: link(`${path}?tab=recipients&reason=${encodeURIComponent(reason)}`),
          }))}
        />
      )}
    </Section>
  );
}

function Places({ sums, path }: Props) {
  const t = useTranslations('reports.deliveryTab');
  const { whole, percent } = useNumbers();
  const share = (count: number, of: number) => (of > 0 ? percent(count / of) : '–');
  return (
    <Section title={t('places')} meta={t('placesNote')} inset={sums.places.length === 0}>
      {sums.places.length === 0 ? (
        <p className="text-table text-ink-3">{t('none')}</p>
      ) : (
        <PlainTable
          label={t('places')}
          head={[
            { label: t('place') },
            { label: t('recipients'), align: 'end' },
            { label: t('accepted'), align: 'end' },
            { label: t('failed'), align: 'end' },
            { label: t('waiting'), align: 'end' },
          ]}
          rows={sums.places.map((place) => [
            place.place === 'others' ? (
              <span key="name" className="text-ink-2">
                {t('others')}
              </span>
            ) : (
              <Link
                key="name"
                href={`${path}?at=${encodeURIComponent(place.place)}`}
                className="hover:text-accent hover:underline"
              >
                {place.name}
              </Link>
            ),
            whole(place.recipients),
            share(place.reached, place.recipients),
            share(place.failed, place.recipients),
            whole(place.waiting),
          ])}
        />
      )}
    </Section>
  );
}

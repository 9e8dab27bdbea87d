'use client';

import { ChartNoAxesColumn } from 'lucide-react';
import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { AreaChart, Legend, type Series } from '#components/ui/charts/area-chart.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ReportSums } from '#server/modules/reports/schemas.ts';

/** Opens and clicks over time, the unknowable above the likely. */
export function ReportActivity({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const timeZone = useTimeZone() ?? 'Europe/Rome';
  const { step, points } = sums.activity;
  const series: Series[] = [
    { key: 'possible', label: t('activity.unknowable'), tone: 'soft' },
    { key: 'opens', label: t('activity.opens'), tone: 'accent' },
    { key: 'clicks', label: t('activity.clicks'), tone: 'ink' },
  ];
  const empty = points.every((point) => point.opens + point.unknowable + point.clicks === 0);
  const title = empty
    ? t('activity.title')
    : t(step === 'hour' ? 'activity.hours' : 'activity.days', { count: points.length });
  const formatX = (at: string) =>
    format.dateTime(new Date(at), {
      timeZone,
      ...(step === 'hour' ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' }),
    });
  return (
    <Section
      title={title}
      {...(empty
        ? {}
        : {
            action: (
              <Legend
                series={[...series].sort((one, two) => Number(one.tone === 'soft') - Number(two.tone === 'soft'))}
              />
            ),
          })}
      inset
    >
      {empty ? (
        <EmptyState inset icon={<ChartNoAxesColumn />} title={t('activity.none')} headingLevel={3}>
          {t('activity.noneBody')}
        </EmptyState>
      ) : (
        <AreaChart
          label={title}
          x="at"
          data={points.map((point) => ({
            at: point.at,
            possible: point.opens + point.unknowable,
            opens: point.opens,
            clicks: point.clicks,
          }))}
          series={series}
          formatX={formatX}
        />
      )}
    </Section>
  );
}

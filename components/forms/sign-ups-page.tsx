'use client';
import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { AreaChart, Legend, type Series } from '#components/ui/charts/area-chart.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { FormFrame } from './form-frame.tsx';
import type { FormDetail } from './form-types.ts';
import { SignUpsTable } from './sign-ups-table.tsx';

/** What came of a form, and who. */
export function SignUpsPage({ id }: { id: string }) {
  return (
    <FormFrame id={id}>
      {(form) => (
        <>
          <Figures form={form} />
          <Days id={id} />
          <SignUpsTable form={form} />
        </>
      )}
    </FormFrame>
  );
}

function Figures({ form }: { form: FormDetail }) {
  const t = useTranslations('forms.figures');
  const { whole } = useNumbers();
  const format = useFormatter();
  const { pending, confirmed, expired } = form.figures;
  const total = pending + confirmed + expired;
  const share = (part: number) =>
    total === 0
      ? {}
      : {
          comparison: t('share', {
            share: format.number(part / total, { style: 'percent', maximumFractionDigits: 0 }),
          }),
        };
  return (
    <FigureRow>
      <Figure label={t('total')} value={whole(total)} how={t('totalHow')} />
      <Figure label={t('confirmed')} value={whole(confirmed)} how={t('confirmedHow')} {...share(confirmed)} />
      <Figure
        label={t('pending')}
        value={whole(pending)}
        how={t('pendingHow', { days: form.pendingDays })}
        {...share(pending)}
      />
      <Figure label={t('expired')} value={whole(expired)} how={t('expiredHow')} {...share(expired)} />
    </FigureRow>
  );
}

function Days({ id }: { id: string }) {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const format = useFormatter();
  const statistics = useQuery(trpc.forms.statistics.queryOptions({ id }));
  const days = statistics.data?.days ?? [];
  const empty = days.every((one) => one.pending + one.confirmed + one.expired === 0);
  const series: Series[] = [
    { key: 'all', label: t('figures.total'), tone: 'soft' },
    { key: 'confirmed', label: t('figures.confirmed'), tone: 'accent' },
  ];
  return (
    <>
      {statistics.data?.full && (
        <Notice tone="bad" title={t('full.title')}>
          {t('full.body')}
        </Notice>
      )}
      <Section title={t('chart.title')} {...(empty ? {} : { action: <Legend series={series} /> })}>
        {empty ? (
          <EmptyState inset icon={<ChartNoAxesColumn />} title={t('chart.none')} headingLevel={3}>
            {t('chart.noneBody')}
          </EmptyState>
        ) : (
          <AreaChart
            label={t('chart.title')}
            x="day"
            height={160}
            series={series}
            data={days.map(({ day, pending, confirmed, expired }) => ({
              day,
              confirmed,
              all: pending + confirmed + expired,
            }))}
            // A calendar day of the workspace's: at noon it is the same day in every zone nearby.
            formatX={(day) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short' })}
          />
        )}
      </Section>
    </>
  );
}

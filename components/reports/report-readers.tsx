'use client';

import { useTranslations } from 'next-intl';
import { AreaChart, Legend, type Series } from '#components/ui/charts/area-chart.tsx';
import { BarList } from '#components/ui/charts/bar-list.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ReportSums, Share } from '#server/modules/reports/schemas.ts';
import { delayLimits } from '#server/modules/reports/values.ts';

/** How soon people read, and with what: of those alone who agreed to being followed. */
export function ReportReaders({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports.readers');
  const known = sums.programs.length > 0;
  return (
    <>
      <Delays sums={sums} />
      {known && (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Shares
            title={t('programs')}
            note={t('programsNote')}
            shares={sums.programs}
            word={(name) => (name === 'other' ? t('other') : name)}
          />
          <Shares
            title={t('devices')}
            note={t('devicesNote')}
            shares={sums.devices}
            word={(name) => t(`device.${name as 'phone'}`)}
          />
        </div>
      )}
    </>
  );
}

/** 300 → "5 min", 7200 → "2 h", 172800 → "2 g". */
function useSpan() {
  const t = useTranslations('reports.readers');
  return (seconds: number) => {
    if (seconds < 3_600) return t('minutes', { count: seconds / 60 });
    return seconds < 86_400 ? t('hours', { count: seconds / 3_600 }) : t('days', { count: seconds / 86_400 });
  };
}

function Delays({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports.readers');
  const span = useSpan();
  const { opensAfter, clicksAfter } = sums;
  if (opensAfter.people + clicksAfter.people === 0) return null;
  const series: Series[] = [
    { key: 'opens', label: t('opens'), tone: 'accent' },
    { key: 'clicks', label: t('clicks'), tone: 'ink' },
  ];
  const share = (steps: number[], people: number, upTo: number) =>
    people === 0 ? 0 : Math.round((steps.slice(0, upTo + 1).reduce((sum, count) => sum + count, 0) / people) * 100);
  const data = delayLimits.map((limit, step) => ({
    at: String(limit),
    opens: share(opensAfter.steps, opensAfter.people, step),
    clicks: share(clicksAfter.steps, clicksAfter.people, step),
  }));
  const median = opensAfter.medianStep === null ? undefined : delayLimits[opensAfter.medianStep];
  return (
    <Section
      title={t('delays')}
      action={<Legend series={series} />}
      {...(median === undefined ? {} : { meta: t('median', { span: span(median) }) })}
    >
      <AreaChart
        label={t('delaysLabel')}
        x="at"
        data={data}
        series={series}
        formatX={(limit) => t('within', { span: span(Number(limit)) })}
        height={180}
      />
      <p className="mt-2 text-pretty text-caption text-ink-3">{t('delaysNote', { count: opensAfter.people })}</p>
    </Section>
  );
}

const MOST = 8;

function Shares({
  title,
  note,
  shares,
  word,
}: {
  title: string;
  note: string;
  shares: Share[];
  word: (name: string) => string;
}) {
  return (
    <Section title={title} inset={false}>
      <BarList
        label={title}
        items={shares.slice(0, MOST).map(({ name, people }) => ({ id: name, label: word(name), value: people }))}
      />
      <p className="border-line border-t px-4 py-2.5 text-pretty text-caption text-ink-3">{note}</p>
    </Section>
  );
}

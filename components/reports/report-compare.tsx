'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Field } from '#components/ui/field.tsx';
import { FilterChips, useUrlParam } from '#components/ui/filter-chips.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Card } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ComparedSums } from '#server/modules/reports/schemas.ts';
import { averageOver, MOST_COMPARED } from '#server/modules/reports/values.ts';
import { useComparison } from './use-comparison.ts';

/** This campaign beside up to three others and what the workspace's last ones came to. */
export function ReportCompare({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('reports.compare');
  const format = useFormatter();
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const search = useSearchParams();
  const [withIds, setWithIds] = useUrlParam('with');
  const others = withIds
    .split(',')
    .filter((id) => /^[0-9a-f-]{36}$/.test(id))
    .slice(0, MOST_COMPARED);
  const last = averageOver.find((count) => String(count) === search.get('last')) ?? 10;
  const choices = useQuery(trpc.reports.comparable.queryOptions({ campaignId }, { staleTime: 60_000 }));
  const compared = useComparison(campaignId, others, last);
  const words = useRows();
  if (compared.error) return <Notice tone="wait">{sentence(compared.error)}</Notice>;
  const { columns = [], average = null, counting = false } = compared.data ?? {};
  return (
    <>
      <div className="grid grid-cols-1 items-end gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <Field label={t('with')} help={t('withHelp', { count: MOST_COMPARED })}>
          <MultiSelect
            value={others}
            onValueChange={(ids) => setWithIds(ids.slice(-MOST_COMPARED).join(','))}
            placeholder={t('choose')}
            options={(choices.data ?? []).map(({ id, name, startedAt }) => ({
              value: id,
              label: name,
              ...(startedAt ? { hint: format.dateTime(new Date(startedAt), 'day') } : {}),
            }))}
          />
        </Field>
        <FilterChips
          param="last"
          label={t('average')}
          allLabel={t('last', { count: 10 })}
          options={averageOver
            .filter((count) => count !== 10)
            .map((count) => ({ value: String(count), label: t('last', { count }) }))}
        />
      </div>
      {compared.data ? (
        <Card>
          <PlainTable
            label={t('title')}
            head={[
              { label: t('figure') },
              ...columns.map((column, at) => ({ label: at === 0 ? t('this') : column.name, align: 'end' as const })),
              ...(average ? [{ label: t('averageOf', { count: average.campaigns }), align: 'end' as const }] : []),
            ]}
            rows={[
              [
                t('sent'),
                ...columns.map((column) => (
                  <Link
                    key={column.id}
                    href={`${base}/campaigns/${column.id}/report`}
                    className="whitespace-nowrap text-accent hover:underline"
                  >
                    {column.startedAt ? format.dateTime(new Date(column.startedAt), 'day') : '–'}
                  </Link>
                )),
                ...(average ? [''] : []),
              ],
              ...words.map(({ key, label, help, value }) => [
                <span key={key} className="grid">
                  <span>{label}</span>
                  <span className="text-caption text-ink-3">{help}</span>
                </span>,
                ...columns.map((column) => (column.sums ? value(column.sums) : '…')),
                ...(average ? [value(average.sums, average.campaigns)] : []),
              ]),
            ]}
          />
        </Card>
      ) : (
        <Skeleton className="h-80" />
      )}
      {counting && <Notice tone="wait">{t('counting')}</Notice>}
      {compared.data && <p className="text-pretty text-caption text-ink-3">{average ? t('note') : t('noAverage')}</p>}
    </>
  );
}

/** The lines of the table: each with its divisor. Counts of several campaigns together are told as one of them has on average. */
function useRows() {
  const t = useTranslations('reports.compare');
  const { whole, percent, range } = useNumbers();
  const rate = (part: number, of: number, digits = 1) => (of > 0 ? percent(part / of, digits) : '–');
  const interval = ({ likely, possible }: ComparedSums['opened'], of: number) =>
    of === 0 ? '–' : likely === possible ? percent(likely / of) : range(likely / of, possible / of, 1);
  const rows: {
    key: string;
    label: string;
    help: string;
    value: (sums: ComparedSums, campaigns?: number) => string;
  }[] = [
    {
      key: 'aimed',
      label: t('aimed'),
      help: t('aimedHelp'),
      value: (sums, campaigns = 1) => whole(Math.round(sums.aimed / campaigns)),
    },
    { key: 'reached', label: t('reached'), help: t('reachedHelp'), value: (sums) => rate(sums.reached, sums.aimed) },
    {
      key: 'tracked',
      label: t('tracked'),
      help: t('trackedHelp'),
      value: (sums) => rate(sums.opensTracked, sums.reached),
    },
    {
      key: 'opened',
      label: t('opened'),
      help: t('openedHelp'),
      value: (sums) => interval(sums.opened, sums.opensTracked),
    },
    {
      key: 'clicked',
      label: t('clicked'),
      help: t('clickedHelp'),
      value: (sums) => interval(sums.clicked, sums.clicksTracked),
    },
    { key: 'failed', label: t('failed'), help: t('failedHelp'), value: (sums) => rate(sums.failed, sums.aimed, 2) },
    {
      key: 'unsubscribed',
      label: t('unsubscribed'),
      help: t('unsubscribedHelp'),
      value: (sums) => rate(sums.unsubscribed, sums.reached, 2),
    },
    {
      key: 'complaints',
      label: t('complaints'),
      help: t('unsubscribedHelp'),
      value: (sums) => rate(sums.complaints, sums.reached, 3),
    },
    {
      key: 'forwards',
      label: t('forwards'),
      help: t('forwardsHelp'),
      value: (sums, campaigns = 1) => whole(Math.round(sums.forwards / campaigns)),
    },
  ];
  return rows;
}

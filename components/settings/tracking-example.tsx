'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Interval, ReportSums } from '#server/modules/reports/schemas.ts';

/** What each level lets a report say, with the figures of the workspace's own last campaign. */
export function TrackingExample({ base }: { base: string }) {
  const t = useTranslations('portal.tracking.example');
  const trpc = useTRPC();
  const last = useQuery(trpc.campaigns.list.queryOptions({ limit: 1, group: 'finished' }, { staleTime: 60_000 }));
  const campaignId = last.data?.rows[0]?.id;
  const report = useQuery({
    ...trpc.reports.campaign.queryOptions({ campaignId: campaignId ?? '' }, { staleTime: 60_000 }),
    enabled: campaignId !== undefined,
    refetchInterval: ({ state }) => (state.data && !state.data.sums ? 1_000 : false),
  });
  if (last.isPending || (campaignId && !report.data?.sums && !report.error))
    return <Skeleton className="h-56 w-full" />;
  const sums = report.data?.sums ?? null;
  return (
    <Section title={t('title')} inset={false}>
      <dl className="divide-y divide-line">
        <Level name={t('individual')} what={t('individualWhat')}>
          {sums && <Individual sums={sums} />}
        </Level>
        <Level name={t('aggregate')} what={t('aggregateWhat')}>
          {sums && <Aggregate sums={sums} />}
        </Level>
        <Level name={t('off')} what={t('offWhat')}>
          {sums && t('offSays', { reached: sums.reached, count: sums.opensTracked.off })}
        </Level>
      </dl>
      <p className="prose-links border-line border-t px-4 py-2.5 text-pretty text-caption text-ink-3">
        {report.data && campaignId ? (
          <>
            {t('from')} <Link href={`${base}/campaigns/${campaignId}/report`}>{report.data.campaign.name}</Link>
          </>
        ) : (
          t('noCampaign')
        )}
      </p>
    </Section>
  );
}

function Level({ name, what, children }: { name: string; what: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-4">
      <dt className="font-medium">{name}</dt>
      <dd className="grid gap-1">
        <span className="text-pretty text-ink-2">{what}</span>
        {children && <span className="text-pretty rounded-in bg-sunken px-3 py-2 text-table">{children}</span>}
      </dd>
    </div>
  );
}

function Individual({ sums }: { sums: ReportSums }) {
  const t = useTranslations('portal.tracking.example');
  const { percent, range } = useNumbers();
  const rate = ({ likely, possible }: Interval, of: number) =>
    likely === possible ? percent(likely / of) : range(likely / of, possible / of, 0);
  const [opens, clicks] = [sums.opensTracked.individual, sums.clicksTracked.individual];
  if (opens === 0 && clicks === 0) return t('individualNobody');
  return t('individualSays', {
    count: Math.max(opens, clicks),
    opened: opens > 0 ? rate(sums.opens.people, opens) : '–',
    clicked: clicks > 0 ? rate(sums.clicks.people, clicks) : '–',
  });
}

function Aggregate({ sums }: { sums: ReportSums }) {
  const t = useTranslations('portal.tracking.example');
  const { whole } = useNumbers();
  const span = ({ likely, possible }: Interval) =>
    likely === possible ? whole(likely) : `${whole(likely)}–${whole(possible)}`;
  return t('aggregateSays', { opens: span(sums.opens.events), clicks: span(sums.clicks.events) });
}

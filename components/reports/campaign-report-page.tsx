'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Columns } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { CampaignReport } from '#server/modules/reports/schemas.ts';
import { RecipientsTable } from './recipients-table.tsx';
import { ReportActivity } from './report-activity.tsx';
import { ReportFacts } from './report-facts.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportLinks } from './report-links.tsx';
import { ReportSums } from './report-sums.tsx';
import { campaignTone, useStateWords } from './report-words.ts';

const LIVE_MS = 2_500;
/** Nothing more is sent, but readers go on reading. */
const QUIET_MS = 5_000;

function refetchEvery(report: CampaignReport | undefined): number | false {
  if (!report) return LIVE_MS;
  const { state } = report.campaign;
  if (state === 'freezing' || state === 'sending' || state === 'scheduled') return LIVE_MS;
  return state === 'closed' || state === 'cancelled' ? false : QUIET_MS;
}

/** Campagne → one campaign → what became of it. The tab is in the address. */
export function CampaignReportPage({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('reports');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const tab = useSearchParams().get('tab') ?? '';
  const query = useQuery(
    trpc.reports.campaign.queryOptions({ campaignId }, { refetchInterval: ({ state }) => refetchEvery(state.data) }),
  );
  const words = useStateWords();
  const report = query.data;
  const parent = { href: `${base}/campaigns`, label: t('campaigns') };
  const path = `${base}/campaigns/${campaignId}/report`;
  const tabs = (
    <Tabs
      label={t('tabs.label')}
      current={tab === '' ? path : `${path}?tab=${tab}`}
      items={[
        { href: path, label: t('tabs.overview') },
        { href: `${path}?tab=recipients`, label: t('tabs.recipients'), ...(report ? { count: report.audience } : {}) },
        { href: `${path}?tab=links`, label: t('tabs.links'), ...(report ? { count: report.links.length } : {}) },
      ]}
    />
  );
  if (query.error && !report) {
    const missing = query.error.data?.code === 'NOT_FOUND' || query.error.data?.code === 'BAD_REQUEST';
    return (
      <>
        <PageHeader title={t('title')} parent={parent} />
        <PageBody>
          {missing ? (
            <EmptyState
              icon={<ChartNoAxesColumn />}
              title={t('missing')}
              action={
                <Button asChild>
                  <Link href={parent.href}>{t('backToList')}</Link>
                </Button>
              }
            />
          ) : (
            <Notice tone="wait">{sentence(query.error)}</Notice>
          )}
        </PageBody>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={report?.campaign.name ?? t('title')}
        parent={parent}
        tabs={tabs}
        {...(report
          ? {
              badge: (
                <StateBadge tone={campaignTone(report.campaign.state)}>
                  {words.campaign(report.campaign.state)}
                </StateBadge>
              ),
            }
          : {})}
      />
      <PageBody>
        {tab === 'recipients' ? (
          <RecipientsTable campaignId={campaignId} base={base} {...(report ? { states: report.states } : {})} />
        ) : report ? (
          tab === 'links' ? (
            <ReportLinks report={report} note />
          ) : (
            <Overview report={report} base={base} path={path} />
          )
        ) : (
          <Waiting />
        )}
      </PageBody>
    </>
  );
}

function Overview({ report, base, path }: { report: CampaignReport; base: string; path: string }) {
  return (
    <Columns
      main={
        <>
          <ReportFigures report={report} base={base} path={path} />
          <ReportSums report={report} path={path} />
          <ReportActivity report={report} />
          <ReportLinks report={report} />
        </>
      }
      aside={<ReportFacts report={report} />}
    />
  );
}

function Waiting() {
  return (
    <Columns
      main={
        <>
          <Skeleton className="h-24" />
          <Skeleton className="h-32" />
          <Skeleton className="h-64" />
        </>
      }
      aside={<Skeleton className="h-80" />}
    />
  );
}

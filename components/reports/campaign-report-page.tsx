'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ResendButton } from '#components/campaigns/resend/resend-button.tsx';
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
import type { ReportPage } from '#server/modules/reports/schemas.ts';
import { refetchEvery } from './refetch-every.ts';
import { ReportActions } from './report-actions.tsx';
import { ReportFacts } from './report-facts.tsx';
import { ReportFilters } from './report-filters.tsx';
import { campaignTone, useStateWords } from './report-words.ts';
import { useAverage } from './use-comparison.ts';
import { useReportScope } from './use-report-scope.ts';

const loading = () => <Skeleton className="h-64" />;
const loadOverview = () => import('./report-overview.tsx').then((module) => module.ReportOverview);
const ReportOverview = dynamic(loadOverview, { loading });
const LinkMap = dynamic(() => import('./link-map.tsx').then((module) => module.LinkMap), { loading });
const RecipientsTable = dynamic(() => import('./recipients-table.tsx').then((module) => module.RecipientsTable), {
  loading,
});
const ReportCompare = dynamic(() => import('./report-compare.tsx').then((module) => module.ReportCompare), { loading });
const ReportDelivery = dynamic(() => import('./report-delivery.tsx').then((module) => module.ReportDelivery), {
  loading,
});

const tabNames = ['', 'recipients', 'links', 'delivery', 'compare'] as const;

/** Campagne → one campaign → what became of it. Tab and filters are in the address. */
export function CampaignReportPage({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('reports');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const words = useStateWords();
  const asked = useSearchParams().get('tab') ?? '';
  const tab = tabNames.find((name) => name === asked) ?? '';
  const { scope, link } = useReportScope();
  // On its way together with the figures.
  useEffect(() => {
    if (tab === '') void loadOverview().catch(() => {});
  }, [tab]);
  const query = useQuery(
    trpc.reports.campaign.queryOptions(
      { campaignId, ...scope },
      { refetchInterval: ({ state }) => refetchEvery(state.data) },
    ),
  );
  useAverage(campaignId, tab === '');
  const page = query.data;
  const parent = { href: `${base}/campaigns`, label: t('campaigns') };
  const path = `${base}/campaigns/${campaignId}/report`;
  const hrefOf = (name: string) => link(name === '' ? path : `${path}?tab=${name}`);
  const counts: Record<string, number> = page?.sums
    ? { recipients: page.sums.audience, links: page.sums.links.length }
    : {};
  const labels = {
    '': t('tabs.overview'),
    recipients: t('tabs.recipients'),
    links: t('tabs.links'),
    delivery: t('tabs.delivery'),
    compare: t('tabs.compare'),
  };
  const tabs = (
    <Tabs
      label={t('tabs.label')}
      current={hrefOf(tab)}
      items={tabNames.map((name) => {
        const count = counts[name];
        return { href: hrefOf(name), label: labels[name], ...(count === undefined ? {} : { count }) };
      })}
    />
  );
  if (query.error && !page) {
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
        title={page?.campaign.name ?? t('title')}
        parent={parent}
        tabs={tabs}
        actions={
          <>
            <ResendButton campaignId={campaignId} state={page?.campaign.state} base={`${base}/campaigns`} />
            <ReportActions campaignId={campaignId} base={base} />
          </>
        }
        {...(page
          ? {
              badge: (
                <StateBadge tone={campaignTone(page.campaign.state)}>{words.campaign(page.campaign.state)}</StateBadge>
              ),
            }
          : {})}
      />
      <PageBody>
        {tab !== 'compare' && <ReportFilters campaignId={campaignId} />}
        <Part tab={tab} page={page} campaignId={campaignId} base={base} path={path} />
      </PageBody>
    </>
  );
}

type PartProps = {
  tab: (typeof tabNames)[number];
  page: ReportPage | undefined;
  campaignId: string;
  base: string;
  path: string;
};

function Part({ tab, page, campaignId, base, path }: PartProps) {
  if (tab === 'recipients') return <RecipientsTable campaignId={campaignId} base={base} sums={page?.sums ?? null} />;
  if (tab === 'compare') return <ReportCompare campaignId={campaignId} base={base} />;
  if (!page?.sums || !page.at) return <Waiting page={page} base={base} />;
  const { sums, at, campaign } = page;
  if (tab === 'links') return <LinkMap campaignId={campaignId} path={path} sums={sums} />;
  return (
    <Columns
      main={
        tab === 'delivery' ? (
          <ReportDelivery sums={sums} path={path} />
        ) : (
          <ReportOverview campaignId={campaignId} sums={sums} at={at} base={base} path={path} />
        )
      }
      aside={<ReportFacts campaign={campaign} sums={sums} base={base} />}
    />
  );
}

/** Before the first answer, and while a great many rows are being counted. */
function Waiting({ page, base }: { page: ReportPage | undefined; base: string }) {
  const t = useTranslations('reports');
  return (
    <Columns
      main={
        <>
          {page && <Notice tone="wait">{t('counting', { count: page.campaign.audience ?? 0 })}</Notice>}
          <Skeleton className="h-24" />
          <Skeleton className="h-32" />
          <Skeleton className="h-64" />
        </>
      }
      aside={page ? <ReportFacts campaign={page.campaign} sums={null} base={base} /> : <Skeleton className="h-80" />}
    />
  );
}

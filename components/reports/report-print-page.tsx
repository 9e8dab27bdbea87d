'use client';

import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { refetchEvery } from './refetch-every.ts';
import { ReportDelivery } from './report-delivery.tsx';
import { ReportFacts } from './report-facts.tsx';
import { ReportOverview } from './report-overview.tsx';
import { useAverage } from './use-comparison.ts';
import { useReportScope } from './use-report-scope.ts';

/** The whole report in one column, for paper: what the shell shows around it stays on the screen. */
export function ReportPrintPage({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('reports');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const { scope, link, narrowed } = useReportScope();
  const { data, error } = useQuery(
    trpc.reports.campaign.queryOptions(
      { campaignId, ...scope },
      // A page that is being printed must not change; only the first counting is waited for.
      { refetchInterval: ({ state }) => (state.data?.sums ? false : refetchEvery(state.data)) },
    ),
  );
  useAverage(campaignId);
  const path = `${base}/campaigns/${campaignId}/report`;
  return (
    <div className="print-report">
      <PageHeader
        title={data?.campaign.name ?? t('title')}
        parent={{ href: link(path), label: t('title') }}
        actions={
          <Button variant="primary" icon={<Printer />} onClick={() => window.print()} disabled={!data?.sums}>
            {t('actions.printNow')}
          </Button>
        }
      />
      <PageBody width="read">
        {error && !data && <Notice tone="wait">{sentence(error)}</Notice>}
        {data?.sums && data.at ? (
          <>
            <p className="text-table text-ink-2">
              {t('actions.printed')} <DateTime at={data.at} style="full" />
              {narrowed && `. ${t('scope.note')}`}
            </p>
            <ReportFacts campaign={data.campaign} sums={data.sums} base={base} />
            <ReportOverview campaignId={campaignId} sums={data.sums} at={data.at} base={base} path={path} />
            <ReportDelivery sums={data.sums} path={path} />
          </>
        ) : (
          !error && <Skeleton className="h-96" />
        )}
      </PageBody>
    </div>
  );
}

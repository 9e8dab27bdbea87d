'use client';

import { ConsentMessageButton } from '#components/settings/tracking-consent-message.tsx';
import type { ReportSums as Sums } from '#server/modules/reports/schemas.ts';
import { ReportActivity } from './report-activity.tsx';
import { AnonymousNotice, ReportFigures } from './report-figures.tsx';
import { ReportInterval } from './report-interval.tsx';
import { ReportLinks } from './report-links.tsx';
import { ReportReaders } from './report-readers.tsx';
import { ReportSums } from './report-sums.tsx';
import { useAverage } from './use-comparison.ts';

type Props = { campaignId: string; sums: Sums; at: Date; base: string; path: string };

/** The whole report in one column: what was sent, who read, when, what they followed. */
export function ReportOverview({ campaignId, sums, at, base, path }: Props) {
  const average = useAverage(campaignId);
  return (
    <>
      <ReportFigures sums={sums} average={average} path={path} />
      <AnonymousNotice sums={sums} base={base} action={<ConsentMessageButton base={base} size="s" />} />
      <ReportSums campaignId={campaignId} sums={sums} at={at} path={path} />
      <ReportInterval sums={sums} />
      <ReportActivity sums={sums} />
      <ReportLinks sums={sums} path={path} />
      <ReportReaders sums={sums} />
    </>
  );
}

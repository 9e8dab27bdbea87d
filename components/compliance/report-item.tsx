'use client';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { AppRouter } from '#server/root-router.ts';
import { useReportWords } from './use-report-words.ts';

type Report = inferRouterOutputs<AppRouter>['compliance']['reports']['rows'][number];

export function ReportItem({ report }: { report: Report }) {
  const t = useTranslations('members.reports');
  const words = useReportWords();
  const { tone, label } = words.state(report);
  return (
    <li className="grid gap-2 border-line border-t px-4 py-3 text-table first:border-t-0">
      <div className="flex items-start justify-between gap-4">
        <CellTitle
          title={words.kind(report.kind)}
          sub={
            <>
              <DateTime at={report.at} style="full" /> · {t('by', { name: report.reporterName })}
            </>
          }
        />
        <StateBadge tone={tone}>{label}</StateBadge>
      </div>
      {report.text !== '' && (
        <p className="whitespace-pre-line text-pretty text-ink-2 [overflow-wrap:anywhere]">{report.text}</p>
      )}
      {report.answer && (
        <div className="rounded-in bg-accent-wash px-3 py-2">
          <p className="text-caption text-ink-2">{t('answer')}</p>
          <p className="whitespace-pre-line text-pretty [overflow-wrap:anywhere]">{report.answer}</p>
        </div>
      )}
    </li>
  );
}

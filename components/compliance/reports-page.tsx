'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { CursorPager } from '#components/ui/cursor-pager.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { type ReportKind, reportKinds } from '#server/modules/compliance/values.ts';
import { ReportItem } from './report-item.tsx';

const ReportDialog = whenOpened(() => import('./report-dialog.tsx').then((module) => module.ReportDialog));

/** Impostazioni → Segnalazioni (H28): what was reported, where it stands, what was answered. */
export function ReportsPage({ tabs, mayBlockOthers }: { tabs: ReactNode; mayBlockOthers: boolean }) {
  const t = useTranslations('members.reports');
  const trpc = useTRPC();
  const [cursor] = useUrlParam('cursor');
  // A link elsewhere may open the form at a kind: `?new=data-request`.
  const [wanted, setWanted] = useUrlParam('new');
  const [open, setOpen] = useState(false);
  const kind: ReportKind | undefined = reportKinds.find((candidate) => candidate === wanted);
  const reports = useQuery(
    trpc.compliance.reports.queryOptions({ limit: 20, cursor: cursor || null }, { placeholderData: keepPreviousData }),
  );
  const rows = reports.data?.rows ?? [];
  const add = (
    <Button variant="primary" icon={<Megaphone />} onClick={() => setOpen(true)}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} actions={add} />
      <PageBody width="read">
        <p className="text-pretty text-ink-2">{t('lead')}</p>
        {reports.isError && <LoadFailed error={reports.error} onRetry={() => void reports.refetch()} />}
        {reports.isPending && <Skeleton className="h-32 w-full" />}
        {reports.data && rows.length === 0 && (
          <EmptyState icon={<Megaphone />} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <Section title={t('list')} inset={false}>
            <ul>
              {rows.map((report) => (
                <ReportItem key={report.id} report={report} />
              ))}
            </ul>
            <CursorPager shown={rows.length} next={reports.data?.next ?? null} />
          </Section>
        )}
      </PageBody>
      <ReportDialog
        open={open || kind !== undefined}
        {...(kind ? { kind } : {})}
        mayBlockOthers={mayBlockOthers}
        onClose={() => {
          setOpen(false);
          if (wanted) setWanted('');
        }}
      />
    </>
  );
}

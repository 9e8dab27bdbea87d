'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Num } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle, PlainTable } from '#components/ui/table.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { Reason } from './reason.tsx';
import { useStaffRight } from './use-staff-right.ts';

const LIVE = { refetchInterval: 5_000 };

/** The queues, counted from their rows, and the jobs whose tries are used up. */
export function JobsPage() {
  const t = useTranslations('backoffice.jobs');
  const trpc = useTRPC();
  const queues = useQuery(trpc.backoffice.jobs.queues.queryOptions(undefined, LIVE));
  const failed = useQuery(trpc.backoffice.jobs.failed.queryOptions({}, LIVE));
  const error = queues.error ?? failed.error;
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {error && <LoadFailed error={error} onRetry={() => void Promise.all([queues.refetch(), failed.refetch()])} />}
        <Section title={t('queues')} inset={false}>
          {queues.isPending && <ListSkeleton />}
          {queues.data && (
            <PlainTable
              label={t('queues')}
              head={[
                { label: t('queue') },
                { label: t('waiting'), align: 'end' },
                { label: t('active'), align: 'end' },
                { label: t('failedCount'), align: 'end' },
                { label: t('oldest'), align: 'end' },
              ]}
              rows={queues.data.map((queue) => [
                <span key="name" className="font-medium">
                  {queue.name}
                </span>,
                <Num key="waiting" value={queue.waiting} />,
                <Num key="active" value={queue.active} />,
                <span key="failed" className={queue.failed > 0 ? 'font-medium text-bad' : undefined}>
                  <Num value={queue.failed} />
                </span>,
                <DateTime key="oldest" at={queue.oldestDue} style="relative" />,
              ])}
            />
          )}
        </Section>
        <Section title={t('failed')} inset={false}>
          {failed.isPending && <ListSkeleton />}
          {failed.data?.length === 0 && (
            <EmptyState inset icon={<CircleCheck />} title={t('noFailed')}>
              {t('noFailedBody')}
            </EmptyState>
          )}
          {failed.data && failed.data.length > 0 && (
            <ul>
              {failed.data.map((job) => (
                <li
                  key={job.id}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0 sm:flex-nowrap"
                >
                  <CellTitle title={job.queue} sub={<Reason>{job.message ?? t('noMessage')}</Reason>} />
                  <span className="flex shrink-0 items-center gap-3 text-ink-3">
                    <span>
                      {t('tries', { count: job.tries })}, <DateTime at={job.failedAt} style="relative" />
                    </span>
                    <RetryJob queue={job.queue} jobId={job.id} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </PageBody>
    </>
  );
}

function RetryJob({ queue, jobId }: { queue: string; jobId: string }) {
  const t = useTranslations('backoffice.jobs');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const may = useStaffRight('staff:settings');
  const retry = useMutation(
    trpc.backoffice.jobs.retry.mutationOptions({
      onSuccess: () => toast({ title: t('retried'), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: () => client.invalidateQueries(trpc.backoffice.jobs.pathFilter()),
    }),
  );
  if (!may) return null;
  return (
    <Button size="s" icon={<RotateCw />} busy={retry.isPending} onClick={() => retry.mutate({ queue, jobId })}>
      {t('retry')}
    </Button>
  );
}

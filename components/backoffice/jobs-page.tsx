'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Num } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import type { Outputs } from './outputs.ts';
import { ProcessList } from './process-list.tsx';
import { Reason } from './reason.tsx';
import { useQueueWords } from './use-queue-words.ts';
import { useStaffRight } from './use-staff-right.ts';

const LIVE = { refetchInterval: 5_000 };
type Queue = Outputs['jobs']['queues'][number];

function useQueueColumns(): Column<Queue>[] {
  const t = useTranslations('backoffice.jobs');
  const words = useQueueWords();
  const counted = { align: 'end', hideable: false } as const;
  const age = (at: Date | null) =>
    at ? <DateTime at={at} style="relative" /> : <span className="@max-[600px]:hidden">–</span>;
  return [
    {
      id: 'name',
      header: t('queue'),
      phone: 'title',
      cell: ({ name }) => <CellTitle title={words(name)} sub={<code>{name}</code>} />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      hideable: false,
      cell: ({ failed, waiting, active }) =>
        failed > 0 ? (
          <StateBadge tone="bad">{t('nFailed', { count: failed })}</StateBadge>
        ) : (
          <StateBadge tone={waiting + active > 0 ? 'accent' : 'neutral'}>
            {waiting + active > 0 ? t('nQueued', { count: waiting + active }) : t('idle')}
          </StateBadge>
        ),
    },
    { ...counted, id: 'waiting', header: t('waiting'), from: 'md', cell: (queue) => <Num value={queue.waiting} /> },
    { ...counted, id: 'later', header: t('later'), from: 'lg', cell: (queue) => <Num value={queue.later} /> },
    { ...counted, id: 'active', header: t('active'), from: 'md', cell: (queue) => <Num value={queue.active} /> },
    { ...counted, id: 'failed', header: t('failedCount'), from: 'md', cell: (queue) => <Num value={queue.failed} /> },
    { ...counted, id: 'oldest', header: t('oldest'), phone: 'when', cell: (queue) => age(queue.oldestDue) },
    { ...counted, id: 'longest', header: t('longest'), from: 'lg', cell: (queue) => age(queue.oldestActive) },
  ];
}

/** The processes that work, the queues counted from their rows, and the jobs whose tries are used up. */
export function JobsPage() {
  const t = useTranslations('backoffice.jobs');
  const trpc = useTRPC();
  const [only, setOnly] = useUrlParam('queue');
  const queues = useQuery(trpc.backoffice.jobs.queues.queryOptions(undefined, LIVE));
  const failed = useQuery(trpc.backoffice.jobs.failed.queryOptions(only ? { queue: only } : {}, LIVE));
  const columns = useQueueColumns();
  const words = useQueueWords();
  const error = queues.error ?? failed.error;
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {error && <LoadFailed error={error} onRetry={() => void Promise.all([queues.refetch(), failed.refetch()])} />}
        <ProcessList />
        <DataTable
          id="backoffice-queues"
          label={t('queues')}
          columns={columns}
          rows={queues.data ?? []}
          rowKey={(queue) => queue.name}
          onOpen={(queue) => setOnly(queue.name === only ? '' : queue.name)}
          loading={queues.isPending}
          toolbar={<h2 className="text-section">{t('queues')}</h2>}
        />
        <Section
          title={only ? t('failedOf', { queue: words(only) }) : t('failed')}
          inset={false}
          action={
            only && (
              <Button size="s" variant="ghost" onClick={() => setOnly('')}>
                {t('allQueues')}
              </Button>
            )
          }
        >
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
                  <CellTitle title={words(job.queue)} sub={<Reason>{job.message ?? t('noMessage')}</Reason>} />
                  <span className="flex shrink-0 items-center gap-3 text-ink-3">
                    <span>
                      {t('tries', { count: job.tries })}, <DateTime at={job.failedAt} style="relative" />
                    </span>
                    <FailedJobActs queue={job.queue} jobId={job.id} />
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

function FailedJobActs({ queue, jobId }: { queue: string; jobId: string }) {
  const t = useTranslations('backoffice.jobs');
  const words = useQueueWords();
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const may = useStaffRight('staff:settings');
  const refresh = () => client.invalidateQueries(trpc.backoffice.pathFilter());
  const retry = useMutation(
    trpc.backoffice.jobs.retry.mutationOptions({
      onSuccess: () => toast({ title: t('retried'), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: refresh,
    }),
  );
  const discard = useMutation(trpc.backoffice.jobs.discard.mutationOptions());
  if (!may) return null;
  return (
    <span className="flex items-center gap-1">
      <Button size="s" icon={<RotateCw />} busy={retry.isPending} onClick={() => retry.mutate({ queue, jobId })}>
        {t('retry')}
      </Button>
      <ConfirmDialog
        trigger={<IconButton size="s" label={t('discardOne', { queue: words(queue) })} icon={<Trash2 />} />}
        title={t('discardTitle', { queue: words(queue) })}
        confirmLabel={t('discard')}
        onConfirm={async () => {
          await discard.mutateAsync({ queue, jobId });
          await refresh();
          toast({ title: t('discarded'), tone: 'good' });
        }}
      >
        {t('discardBody')}
      </ConfirmDialog>
    </span>
  );
}

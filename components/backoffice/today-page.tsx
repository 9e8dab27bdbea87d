'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Card, Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import type { Outputs } from './outputs.ts';
import { Reason } from './reason.tsx';
import { useStaffRight } from './use-staff-right.ts';

type Item = { id: string; title: string; sub: ReactNode; href?: string; end: ReactNode };

function Work({ title, items, action }: { title: string; items: Item[]; action?: ReactNode }) {
  if (items.length === 0) return null;
  return (
    <Section title={title} meta={items.length} action={action} inset={false}>
      <ul>
        {items.map((item) => (
          <li
            key={item.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0 sm:flex-nowrap"
          >
            <CellTitle title={item.title} sub={item.sub} {...(item.href ? { href: item.href } : {})} />
            <span className="shrink-0 text-ink-3">{item.end}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What needs a person now: rows that are there, or the good news that there are none. */
export function TodayPage() {
  const t = useTranslations('backoffice.today');
  const trpc = useTRPC();
  const work = useQuery(trpc.backoffice.today.queryOptions(undefined, { refetchInterval: 30_000 }));
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {work.isPending && (
          <Card>
            <ListSkeleton />
          </Card>
        )}
        {work.isError && <LoadFailed error={work.error} onRetry={() => void work.refetch()} />}
        {work.data && <WorkLists work={work.data} />}
      </PageBody>
    </>
  );
}

function WorkLists({ work }: { work: Outputs['today'] }) {
  const t = useTranslations('backoffice.today');
  const { pending, expired, domains, jobs, mails } = work;
  if ([pending, expired, domains, jobs, mails].every((list) => list.length === 0)) {
    return (
      <EmptyState icon={<CircleCheck />} title={t('clear')}>
        {t('clearBody')}
      </EmptyState>
    );
  }
  const link = (href: string, label: string) => (
    <Link href={href} className="link">
      {label}
    </Link>
  );
  return (
    <>
      <Work
        title={t('domains')}
        items={domains.map((row) => ({
          id: row.id,
          title: row.domain,
          sub: row.workspaceName,
          href: `/admin/customers/${row.workspaceId}`,
          end: <DateTime at={row.createdAt} style="relative" />,
        }))}
      />
      <Work
        title={t('pending')}
        action={link('/admin/purchases?state=pending', t('open'))}
        items={pending.map((row) => ({
          id: row.id,
          title: row.customerName ?? row.email,
          sub: row.planName,
          href: `/admin/purchases?q=${encodeURIComponent(row.email)}`,
          end: <DateTime at={row.createdAt} style="relative" />,
        }))}
      />
      <Work
        title={t('expired')}
        items={expired.map((row) => ({
          id: row.id,
          title: row.customerName ?? row.email,
          sub: row.plan,
          href: `/admin/purchases?q=${encodeURIComponent(row.email)}`,
          end: (
            <>
              {t('expiredAt')} <DateTime at={row.expiresAt} style="day" />
            </>
          ),
        }))}
      />
      <Work
        title={t('mails')}
        items={mails.map((row) => ({
          id: row.id,
          title: `${t(row.kind === 'activation' ? 'mailKind.activation' : 'mailKind.other')} · ${row.to}`,
          sub: <Reason>{row.failure}</Reason>,
          end: <RetryMail id={row.id} tries={row.attempts} />,
        }))}
      />
      <Work
        title={t('jobs')}
        action={link('/admin/jobs', t('openJobs'))}
        items={jobs.map((row) => ({
          id: row.id,
          title: row.queue,
          sub: row.message && <Reason>{row.message}</Reason>,
          end: <DateTime at={row.failedAt} style="relative" />,
        }))}
      />
    </>
  );
}

function RetryMail({ id, tries }: { id: string; tries: number }) {
  const t = useTranslations('backoffice.today');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const may = useStaffRight('staff:purchases');
  const retry = useMutation(
    trpc.backoffice.retryMail.mutationOptions({
      onSuccess: () => toast({ title: t('sent'), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: () => client.invalidateQueries(trpc.backoffice.today.pathFilter()),
    }),
  );
  return (
    <span className="flex items-center gap-3">
      <span>{t('tries', { count: tries })}</span>
      {may && (
        <Button size="s" icon={<RotateCw />} busy={retry.isPending} onClick={() => retry.mutate({ systemMailId: id })}>
          {t('send')}
        </Button>
      )}
    </span>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { Outputs } from './outputs.ts';
import { Reason } from './reason.tsx';
import { Work } from './today-work.tsx';
import { useQueueWords } from './use-queue-words.ts';
import { useStaffRight } from './use-staff-right.ts';

/** What the platform itself waits for: processes that are missing, jobs and mails that failed. */
export function TodayPlatform({ work }: { work: Outputs['today'] }) {
  const t = useTranslations('backoffice.today');
  const jobs = useTranslations('backoffice.jobs');
  const words = useQueueWords();
  const open = (
    <Link href="/admin/jobs" className="link">
      {t('openJobs')}
    </Link>
  );
  return (
    <>
      {work.missing.map((kind) => (
        <Notice key={kind} tone="bad" title={t(`missing.${kind}`)} action={open}>
          {jobs('missingBody')}
        </Notice>
      ))}
      <Work
        title={t('lost')}
        action={open}
        items={work.lost.map((row) => ({
          id: row.id,
          title: jobs(`kinds.${row.kind === 'web' ? 'web' : 'worker'}`),
          sub: jobs('processOn', { host: row.host, pid: String(row.pid) }),
          href: '/admin/jobs',
          end: <DateTime at={row.seenAt} style="relative" />,
        }))}
      />
      <Work
        title={t('mails')}
        items={work.mails.map((row) => ({
          id: row.id,
          title: `${t(row.kind === 'activation' ? 'mailKind.activation' : 'mailKind.other')} · ${row.to}`,
          sub: <Reason>{row.failure}</Reason>,
          end: <RetryMail id={row.id} tries={row.attempts} />,
        }))}
      />
      <Work
        title={t('jobs')}
        action={open}
        items={work.jobs.map((row) => ({
          id: row.id,
          title: words(row.queue),
          sub: row.message && <Reason>{row.message}</Reason>,
          href: `/admin/jobs?queue=${row.queue}`,
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

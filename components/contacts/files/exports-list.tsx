'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LongWork, type LongWorkState } from '#components/ui/long-work.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { exportFailures } from '#server/modules/contacts/values.ts';
import { useBase } from '../use-base.ts';

const states: Record<'queued' | 'running' | 'finished' | 'failed' | 'cancelled', LongWorkState> = {
  queued: 'waiting',
  running: 'running',
  finished: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

export function ExportsList() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const { api, base } = useBase();
  const exports = useQuery(
    trpc.contacts.exports.queryOptions(
      { limit: 20 },
      {
        refetchInterval: (query) =>
          query.state.data?.rows.some((row) => states[row.state] === 'running' || row.state === 'queued')
            ? 1_000
            : false,
      },
    ),
  );
  const cancel = useMutation(
    trpc.contacts.cancelExport.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.exports.pathFilter()),
    }),
  );
  const again = useMutation(
    trpc.contacts.startExport.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.exports.pathFilter()),
    }),
  );
  const formatName = { csv: 'CSV', xlsx: 'Excel' } as const;
  const failed = (failure: string | null) =>
    t(`files.exportFailed.${exportFailures.find((one) => one === failure) ?? 'unexpected'}`);
  if (exports.error) return <Notice tone="wait">{sentence(exports.error)}</Notice>;
  const rows = exports.data?.rows ?? [];
  if (exports.isPending) return <Skeleton className="h-20 w-full" />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Download />}
        title={t('files.noExports')}
        headingLevel={3}
        action={
          <Button asChild>
            <Link href={`${base}/contacts`}>{t('files.toContacts')}</Link>
          </Button>
        }
      >
        {t('files.noExportsBody')}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-2">
      {again.error && <Notice tone="bad">{sentence(again.error)}</Notice>}
      {rows.map((row) => (
        <LongWork
          key={row.id}
          title={t(row.state === 'finished' ? 'files.exported' : 'files.exporting', { format: formatName[row.format] })}
          state={states[row.state]}
          done={row.rows}
          total={row.rowsTotal}
          unit={t('files.unit')}
          note={
            <>
              <DateTime at={row.createdAt} style="full" />
              {row.hasFile && (
                <>
                  {' · '}
                  {t('files.until')} <DateTime at={row.until} style="day" />
                </>
              )}
              {row.state === 'finished' && !row.hasFile && ` · ${t('files.expired')}`}
              {row.state === 'failed' && <p className="text-bad">{failed(row.failure)}</p>}
            </>
          }
          actions={
            row.hasFile ? (
              <Button asChild size="s" icon={<Download />}>
                <a href={`${api}/exports/${row.id}/file`} download>
                  {t('files.download')}
                </a>
              </Button>
            ) : row.state === 'queued' || row.state === 'running' ? (
              <Button size="s" onClick={() => cancel.mutate({ id: row.id })}>
                {t('cancel')}
              </Button>
            ) : row.state === 'failed' && row.again ? (
              <Button size="s" disabled={again.isPending} onClick={() => row.again && again.mutate(row.again)}>
                {t('files.exportAgain')}
              </Button>
            ) : undefined
          }
        />
      ))}
    </div>
  );
}

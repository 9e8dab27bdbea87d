'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { useBase } from '../use-base.ts';
import { useFileReason } from './file-reason.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportRunning } from './import-running.tsx';
import { ImportSteps } from './import-steps.tsx';
import { type ImportView, stepOf } from './import-types.ts';

/** An import at the step where it stands; it can be left at any moment and found again here. */
export function ImportPage({ id }: { id: string }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const { bytes } = useNumbers();
  const sentence = useErrorSentence();
  const [editing, setEditing] = useState(false);
  const { data, error } = useQuery(
    trpc.contacts.import.queryOptions(
      { id },
      { refetchInterval: (query) => (watched(query.state.data) ? 1_000 : false), staleTime: 0 },
    ),
  );
  const parent = { href: `${base}/contacts`, label: t('title') };
  if (error || !data) {
    return (
      <>
        <PageHeader title={t('importing.title')} parent={parent} />
        <PageBody>
          {error ? <Notice tone="bad">{sentence(error)}</Notice> : <Skeleton className="h-64 w-full" />}
        </PageBody>
      </>
    );
  }
  const step = editing ? 'columns' : stepOf(data);
  const chosen = data.plan.mapping.filter((target) => target.kind !== 'ignore').length;
  return (
    <>
      <PageHeader
        title={t(data.kind === 'suppression' ? 'importing.titleSuppression' : 'importing.titleOf', {
          file: data.fileName,
        })}
        parent={parent}
        actions={
          step === 'columns' || step === 'run' ? (
            <Button asChild variant="ghost">
              <Link href={`${base}/contacts`}>{t('importing.later')}</Link>
            </Button>
          ) : undefined
        }
      />
      <PageBody>
        <div className="grid grid-cols-1 gap-6 md:grid-cols-[200px_minmax(0,1fr)]">
          <ImportSteps
            at={step}
            kind={data.kind}
            problem={data.state === 'failed'}
            details={{
              file: bytes(data.fileBytes),
              columns: t('importing.columnsTaken', { taken: chosen, all: data.plan.columns.length }),
              ...(step === 'trial' ? { trial: t('importing.trialDetail') } : {}),
            }}
          />
          <div className="grid min-w-0 grid-cols-1 content-start gap-4">
            <Failure view={data} />
            {step === 'columns' && <ImportColumns view={data} onStarted={() => setEditing(false)} />}
            {moves(data) && !editing && <ImportRunning view={data} />}
            {(data.state === 'finished' || data.state === 'cancelled') && !editing && (
              <ImportResult view={data} onBack={() => setEditing(true)} />
            )}
          </div>
        </div>
      </PageBody>
    </>
  );
}

const moves = (view: ImportView | undefined) => view?.state === 'queued' || view?.state === 'running';
const watched = (view: ImportView | undefined) => moves(view) || view?.undo.state === 'running';

function Failure({ view }: { view: ImportView }) {
  const t = useTranslations('contacts.importing');
  const fileReason = useFileReason();
  const { base } = useBase();
  if (view.state !== 'failed') return null;
  return (
    <Notice
      tone="bad"
      title={t('failedTitle')}
      action={
        <Button asChild size="s">
          <Link href={`${base}/contacts/import`}>{t('another')}</Link>
        </Button>
      }
    >
      {fileReason(view.failure)} {view.counts.created + view.counts.updated === 0 && t('failedKept')}
    </Notice>
  );
}

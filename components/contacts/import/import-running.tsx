'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { LongWork } from '#components/ui/long-work.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ImportView } from './import-types.ts';
import { usePace } from './use-pace.ts';

const MB = 1_000_000;

/** Bytes while the file is read, rows while they are written: what is known at each moment, and nothing guessed. */
export function ImportRunning({ view }: { view: ImportView }) {
  const t = useTranslations('contacts.importing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { percent } = useNumbers();
  const cancel = useMutation(
    trpc.contacts.cancelImport.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.import.queryFilter({ id: view.id })),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  const phase = view.phase === 'checking' ? 'checking' : view.phase === 'writing' ? 'writing' : 'reading';
  const reading = phase === 'reading' && view.state === 'running';
  const [done, total] = reading ? [view.bytesDone / MB, view.fileBytes / MB] : [view.rowsDone, view.rowsTotal];
  const pace = usePace(done, total, `${view.state} ${phase}`);
  const note =
    view.state === 'queued'
      ? t('waiting')
      : phase === 'reading'
        ? `${t('phase.reading')} · ${percent(view.fileBytes > 0 ? view.bytesDone / view.fileBytes : 0, 0)}`
        : t(`phase.${phase === 'writing' && view.dryRun ? 'trial' : phase}`);
  return (
    <LongWork
      title={view.dryRun ? t('trying') : t(view.kind === 'suppression' ? 'suppression.running' : 'running')}
      state={view.state === 'queued' ? 'waiting' : 'running'}
      done={Math.floor(done)}
      total={total === null ? null : Math.ceil(total)}
      unit={t(reading ? 'fileUnit' : 'unit')}
      rate={pace?.rate ?? null}
      endsAt={pace?.endsAt ?? null}
      note={view.cancelling ? t('stopping') : note}
      actions={
        <Button size="s" busy={cancel.isPending || view.cancelling} onClick={() => cancel.mutate({ id: view.id })}>
          {t('stop')}
        </Button>
      }
    />
  );
}

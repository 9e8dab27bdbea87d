'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { useBase } from '../use-base.ts';
import { type ImportView, stepOf } from './import-types.ts';
import { ImportUndo } from './import-undo.tsx';
import { useRowReason } from './row-reason.ts';

/** What a trial found or an import did: figures that sum to the rows, the rows that were not taken, and the way back. */
export function ImportResult({ view, onBack }: { view: ImportView; onBack: () => void }) {
  const t = useTranslations('contacts.importing');
  const { whole } = useNumbers();
  const { created, updated, unchanged, rejected } = view.counts;
  const trial = stepOf(view) === 'trial';
  const list = view.kind === 'suppression';
  return (
    <>
      {view.undo.state !== 'done' && (
        <Notice tone={view.state === 'cancelled' ? 'wait' : trial ? 'accent' : 'good'} title={noteOf(view, t)}>
          {list ? t('suppression.keeps') : t('keepsConsent')}
        </Notice>
      )}
      <ImportUndo view={view} />
      <FigureRow>
        <Figure label={t(list ? 'suppression.blocked' : 'created')} value={whole(created)} />
        {!list && <Figure label={t('updated')} value={whole(updated)} />}
        <Figure label={t(list ? 'suppression.already' : 'unchanged')} value={whole(unchanged)} />
        <Figure label={t('rejected')} value={whole(rejected)} />
      </FigureRow>
      {rejected > 0 && <Rejected view={view} />}
      {trial ? <RunActions view={view} onBack={onBack} /> : <DoneActions view={view} />}
    </>
  );
}

function noteOf(view: ImportView, t: ReturnType<typeof useTranslations<'contacts.importing'>>): string {
  const note = view.state === 'cancelled' ? 'cancelledNote' : view.dryRun ? 'trialNote' : 'doneNote';
  return view.kind === 'suppression' ? t(`suppression.${note}`) : t(note);
}

function Rejected({ view }: { view: ImportView }) {
  const t = useTranslations('contacts.importing');
  const { api } = useBase();
  const language = useLocale();
  const { whole } = useNumbers();
  const rowReason = useRowReason();
  const reasons = Object.entries(view.counts.reasons).sort(([, a], [, b]) => b - a);
  return (
    <Section
      title={t('reasons')}
      inset={false}
      action={
        view.hasRejectedFile && (
          <a
            href={`${api}/imports/${view.id}/rejected?language=${language}`}
            download
            className="inline-flex items-center gap-1.5 text-accent hover:underline"
          >
            <Download aria-hidden />
            {t('download', { count: view.counts.rejected })}
          </a>
        )
      }
    >
      <PlainTable
        label={t('reasons')}
        head={[{ label: t('reason') }, { label: t('rows'), align: 'end' }]}
        rows={reasons.map(([reason, count]) => [rowReason(reason), whole(count)])}
      />
    </Section>
  );
}

function RunActions({ view, onBack }: { view: ImportView; onBack: () => void }) {
  const t = useTranslations('contacts.importing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const start = useMutation(
    trpc.contacts.startImport.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.contacts.import.queryFilter({ id: view.id })),
    }),
  );
  const { created, updated, unchanged } = view.counts;
  const count = created + updated + unchanged;
  return (
    <>
      {start.error && <Notice tone="bad">{sentence(start.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={start.isPending}
          disabled={(view.kind === 'suppression' ? created : count) === 0}
          onClick={() => start.mutate({ id: view.id, dryRun: false })}
        >
          {view.kind === 'suppression' ? t('suppression.run', { count: created }) : t('run', { count })}
        </Button>
        <Button onClick={onBack}>{t('back')}</Button>
      </div>
    </>
  );
}

function DoneActions({ view }: { view: ImportView }) {
  const t = useTranslations('contacts.importing');
  const { base } = useBase();
  const group = view.plan.groupId ? `?group=${view.plan.groupId}` : '';
  return (
    <div className="flex flex-wrap gap-2">
      {view.kind === 'contacts' && (
        <Button asChild variant="primary">
          <Link href={`${base}/contacts${group}`}>{t('showContacts')}</Link>
        </Button>
      )}
      <Button asChild variant={view.kind === 'contacts' ? 'secondary' : 'primary'}>
        <Link href={`${base}/contacts/import`}>{t(view.kind === 'contacts' ? 'another' : 'suppression.next')}</Link>
      </Button>
    </div>
  );
}

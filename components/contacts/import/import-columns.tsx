'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { CsvDialect, ImportPlan } from '#server/modules/contacts/schemas.ts';
import { ImportDestination } from './import-destination.tsx';
import { ImportDialect } from './import-dialect.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { ImportPreview } from './import-preview.tsx';
import { type ImportView, planProblem } from './import-types.ts';

const SAVE_AFTER_MS = 700;

/** What the file is made of, what its columns become, and why these people may be written to. Kept as it is chosen. */
export function ImportColumns({ view, onStarted }: { view: ImportView; onStarted: () => void }) {
  const t = useTranslations('contacts.importing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const [dialect, setDialect] = useState<CsvDialect>();
  const [changes, setChanges] = useState<Partial<ImportPlan>>({});
  const [asked, setAsked] = useState(false);
  const preview = useQuery(
    trpc.contacts.previewImport.queryOptions(
      { id: view.id, ...(dialect ? { dialect } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const keep = useMutation(trpc.contacts.planImport.mutationOptions());
  const start = useMutation(trpc.contacts.startImport.mutationOptions());
  const plan = preview.data && { ...preview.data.plan, ...changes };
  const touched = dialect !== undefined || Object.keys(changes).length > 0;
  const ready = plan && touched && !preview.isPlaceholderData ? JSON.stringify(plan) : undefined;
  const unsaved = useRef<string>(undefined);
  const send = keep.mutate;
  const save = useCallback(() => {
    const kept = unsaved.current;
    unsaved.current = undefined;
    if (kept !== undefined) send({ id: view.id, plan: JSON.parse(kept) });
  }, [send, view.id]);
  useEffect(() => {
    if (!ready) return;
    unsaved.current = ready;
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ready, save]);
  // Who leaves at once loses nothing either.
  useEffect(() => save, [save]);
  if (preview.error) return <Notice tone="bad">{sentence(preview.error)}</Notice>;
  if (!preview.data || !plan) return <Skeleton className="h-64 w-full" />;
  const change = (part: Partial<ImportPlan>) => setChanges((before) => ({ ...before, ...part }));
  const problem = planProblem(plan, view.kind);
  const failure = start.error ?? keep.error;

  async function tryIt(): Promise<void> {
    setAsked(true);
    if (problem || !plan) return;
    unsaved.current = undefined;
    try {
      await keep.mutateAsync({ id: view.id, plan });
      await start.mutateAsync({ id: view.id, dryRun: true });
      await queries.invalidateQueries(trpc.contacts.import.queryFilter({ id: view.id }));
      onStarted();
    } catch {
      // Shown below; what was chosen is still here.
    }
  }

  return (
    <>
      {view.kind === 'suppression' && <Notice tone="accent">{t('suppression.intro')}</Notice>}
      <ImportDialect
        dialect={dialect ?? plan}
        sheet={plan.sheet}
        onChange={({ charset, delimiter, quote, escape: escaping, header }) => {
          setDialect({ charset, delimiter, quote, escape: escaping, header });
          setChanges(({ mapping: _, columns: __, ...rest }) => rest);
        }}
      />
      <ImportPreview preview={preview.data} />
      <ImportMapping
        kind={view.kind}
        plan={plan}
        preview={preview.data}
        onChange={(mapping) => change({ mapping, columns: plan.columns })}
      />
      {view.kind === 'contacts' && (
        <ImportDestination plan={plan} invalid={asked && problem?.key === 'evidenceMissing'} onChange={change} />
      )}
      {/* What is missing of the evidence is said under its field; here only to who listens. */}
      {asked && problem && (
        <div className={problem.key === 'evidenceMissing' ? 'sr-only' : undefined}>
          <Notice tone="bad" live>
            {problem.key === 'targetTwice' ? t('targetTwice', { name: problem.column }) : t(problem.key)}
          </Notice>
        </div>
      )}
      {failure && (
        <Notice tone="bad" live>
          {sentence(failure)}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" busy={start.isPending} onClick={() => void tryIt()}>
          {t('try')}
        </Button>
        <span className="text-caption text-ink-3">{t('savedNow')}</span>
      </div>
    </>
  );
}

'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { CsvDialect, ImportPlan } from '#server/modules/contacts/schemas.ts';
import { ImportDestination } from './import-destination.tsx';
import { ImportDialect } from './import-dialect.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { type ImportView, planProblem } from './import-types.ts';

/** The second step: what the file is made of, what its columns become, and why these people may be written to. */
export function ImportColumns({ view, onStarted }: { view: ImportView; onStarted: () => void }) {
  const t = useTranslations('contacts.importing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const [dialect, setDialect] = useState<CsvDialect>();
  const [edited, setEdited] = useState<ImportPlan>();
  const [asked, setAsked] = useState(false);
  const preview = useQuery(
    trpc.contacts.previewImport.queryOptions(
      { id: view.id, ...(dialect ? { dialect } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const keep = useMutation(trpc.contacts.planImport.mutationOptions());
  const start = useMutation(trpc.contacts.startImport.mutationOptions());
  if (preview.error) return <Notice tone="bad">{sentence(preview.error)}</Notice>;
  if (!preview.data) return <Skeleton className="h-64 w-full" />;
  const plan = edited ?? preview.data.plan;
  const problem = planProblem(plan);
  const failure = keep.error ?? start.error;

  async function tryIt(): Promise<void> {
    setAsked(true);
    if (problem) return;
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
      <ImportDialect
        plan={plan}
        onChange={(next) => {
          setDialect(next);
          setEdited(undefined);
        }}
      />
      <ImportMapping plan={plan} preview={preview.data} onChange={(mapping) => setEdited({ ...plan, mapping })} />
      <ImportDestination plan={plan} invalid={asked && problem === 'evidenceMissing'} onChange={setEdited} />
      {/* What is missing of the evidence is said under its field; here only to who listens. */}
      {asked && problem && (
        <div className={problem === 'evidenceMissing' ? 'sr-only' : undefined}>
          <Notice tone="bad" live>
            {t(problem)}
          </Notice>
        </div>
      )}
      {failure && <Notice tone="bad">{sentence(failure)}</Notice>}
      <div>
        <Button variant="primary" busy={keep.isPending || start.isPending} onClick={() => void tryIt()}>
          {t('try')}
        </Button>
      </div>
    </>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { suppressionAnswers } from '#server/modules/contacts/schemas.ts';
import { ImportUpload } from './import-upload.tsx';

/** The wizard's first question: who must stay out. It is asked until a list came or somebody said that there is none. */
export function SuppressionStep({ settled, onSettled }: { settled: boolean; onSettled: () => void }) {
  const t = useTranslations('contacts.importing.suppression');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const answer = useMutation(
    trpc.contacts.answerSuppression.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.contacts.suppression.queryFilter());
        onSettled();
      },
    }),
  );
  const say = (value: (typeof suppressionAnswers)[number]) => (
    <Button
      busy={answer.isPending && answer.variables.answer === value}
      disabled={answer.isPending}
      onClick={() => answer.mutate({ answer: value })}
    >
      {t(value)}
    </Button>
  );
  return (
    <section className="grid grid-cols-1 gap-4">
      <div className="grid gap-2">
        <h2 className="text-section">{settled ? t('more') : t('title')}</h2>
        <p className="max-w-[70ch] text-body text-ink-2">{t('body')}</p>
        <p className="max-w-[70ch] text-table text-ink-3">{t('where')}</p>
      </div>
      <ImportUpload kind="suppression" label={t('drop')} hint={t('dropHint')} />
      {settled ? (
        <div>
          <Button onClick={onSettled}>{t('next')}</Button>
        </div>
      ) : (
        <>
          <div className="flex flex-wrap gap-2">
            {say('none')}
            {say('done')}
          </div>
          <p className="text-caption text-ink-3">{t('recorded')}</p>
        </>
      )}
      {answer.error && (
        <Notice tone="bad" live>
          {sentence(answer.error)}
        </Notice>
      )}
    </section>
  );
}

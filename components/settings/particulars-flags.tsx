'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { particularNames } from '#server/modules/workspaces/values.ts';

/** What the provider holds to be false or outdated, with the two ways to answer: mend it below, or confirm it. */
export function ParticularsFlags({ mayAnswer }: { mayAnswer: boolean }) {
  const t = useTranslations('members.particulars');
  const trpc = useTRPC();
  const flags = useQuery(trpc.workspaces.particularsFlags.queryOptions());
  const fieldOf = (field: string) => {
    const known = particularNames.find((name) => name === field);
    return known ? t(`fields.${known}`) : field;
  };
  const answerOf = (answer: string) => {
    if (answer === 'mended') return t('flag.mended');
    const words = answer.replace(/^confirmed:? ?/, '');
    return words === '' ? t('flag.confirmed') : t('flag.confirmedWords', { words });
  };
  return (flags.data ?? []).map(({ id, field, reason, answer }) => (
    <Notice
      key={id}
      tone={answer === null ? 'wait' : 'neutral'}
      title={t('flag.title', { field: fieldOf(field) })}
      action={answer === null && mayAnswer ? <ConfirmFlag flagId={id} field={fieldOf(field)} /> : undefined}
    >
      <p>{reason}</p>
      <p className="mt-1 text-caption text-ink-2">
        {answer === null ? (mayAnswer ? t('flag.how') : t('flag.by')) : answerOf(answer)}
      </p>
    </Notice>
  ));
}

function ConfirmFlag({ flagId, field }: { flagId: string; field: string }) {
  const t = useTranslations('members.particulars.flag');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const [words, setWords] = useState('');
  const confirm = useMutation(trpc.workspaces.confirmParticular.mutationOptions());
  return (
    <ConfirmDialog
      tone="primary"
      trigger={<Button size="s">{t('confirm')}</Button>}
      title={t('confirmTitle', { field })}
      confirmLabel={t('confirm')}
      onConfirm={async () => {
        await confirm.mutateAsync({ flagId, words });
        await client.invalidateQueries(trpc.workspaces.pathFilter());
        toast({ title: t('done'), tone: 'good' });
      }}
    >
      <div className="grid gap-3">
        <p>{t('confirmBody')}</p>
        <Field label={t('words')} optional>
          <Textarea rows={2} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

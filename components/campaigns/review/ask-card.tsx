'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { SendProps } from './send-card.tsx';
import { SendChoiceFields, useSendChoice } from './send-choice.tsx';

/** Asks a second person to approve what is on this page: with the time that is wanted and a note. */
export function AskCard({ campaign, preflight, reviews, timeZone, may, onSend }: SendProps & { onSend?: () => void }) {
  const t = useTranslations('campaigns.review');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const [note, setNote] = useState('');
  const choice = useSendChoice(timeZone);
  const ask = useMutation(
    trpc.campaigns.askReview.mutationOptions({
      onSuccess: () => toast({ title: t('ask.done'), body: t('ask.doneBody'), tone: 'good' }),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    }),
  );
  const blocked = preflight?.checks.some(({ level }) => level === 'blocker') ?? true;

  function submit(event: FormEvent): void {
    event.preventDefault();
    ask.mutate({ id: campaign.id, at: choice.at, note });
  }
  return (
    <Section title={t('ask.title')}>
      <form onSubmit={submit} className="grid gap-4">
        <p className="text-pretty text-table text-ink-2">
          {reviews.required ? t('ask.required') : may.send ? null : t('noRightAsk')}{' '}
          {t('ask.who', { count: reviews.reviewers })}
        </p>
        <SendChoiceFields choice={choice} timeZone={timeZone} label={t('ask.when')} nowLabel={t('ask.now')} />
        <Field label={t('ask.note')} help={t('ask.noteHelp')} optional>
          <Textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <Button
          type="submit"
          variant="primary"
          icon={<UserCheck />}
          busy={ask.isPending}
          disabled={blocked || !choice.ready || reviews.reviewers === 0}
          className="w-full"
        >
          {t('ask.submit')}
        </Button>
        {preflight && blocked && <p className="text-caption text-ink-2">{t('blocked')}</p>}
        {ask.isError && (
          <Notice tone="bad" live>
            {sentence(ask.error)}
          </Notice>
        )}
        {onSend && (
          <Button variant="ghost" size="s" onClick={onSend}>
            {t('sendInstead')}
          </Button>
        )}
      </form>
    </Section>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Field } from '#components/ui/field.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { writeOffset } from '#shared/zoned-time.ts';
import type { SendProps } from './send-card.tsx';
import { SendChoiceFields, useSendChoice } from './send-choice.tsx';

/** A campaign that waits for a second person: what was asked, and what this one can do about it. */
export function DecideCard({ campaign, preflight, reviews, timeZone, may }: SendProps) {
  const t = useTranslations('campaigns.review.decide');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const asked = reviews.history.find(({ id }) => id === reviews.openId);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  const withdraw = useMutation(
    trpc.campaigns.withdrawReview.mutationOptions({
      onSuccess: () => toast({ title: t('withdrawn') }),
      onSettled: refresh,
    }),
  );
  if (!asked) return null;
  const { scheduledAt, note } = asked;
  return (
    <Section title={t('title')}>
      <div className="grid gap-4">
        <p className="text-table">
          {t.rich(reviews.asked ? 'askedByYou' : 'asked', {
            name: asked.askerName,
            at: () => <DateTime key="at" at={asked.askedAt} style="full" />,
          })}
        </p>
        <Facts
          columns={1}
          items={[
            {
              label: t('wanted'),
              value: scheduledAt ? (
                <>
                  <DateTime at={scheduledAt} style="full" /> ({writeOffset(scheduledAt, timeZone)})
                </>
              ) : (
                t('asSoon')
              ),
            },
            ...(note ? [{ label: t('note'), value: <span className="whitespace-pre-line">{note}</span> }] : []),
          ]}
        />
        {reviews.mine === null && may.send ? (
          <Decision id={asked.id} asker={asked.askerName} wanted={scheduledAt} {...{ preflight, timeZone, refresh }} />
        ) : (
          <p className="text-caption text-ink-2">
            {reviews.mine && may.send ? t(`own.${reviews.mine}`) : t('noRight')}{' '}
            {t('waiting', { count: reviews.reviewers })}
          </p>
        )}
        {may.write && (
          <Button variant="ghost" busy={withdraw.isPending} onClick={() => withdraw.mutate({ id: campaign.id })}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </Section>
  );
}

type DecisionProps = Pick<SendProps, 'preflight' | 'timeZone'> & {
  id: string;
  asker: string;
  wanted: Date | null;
  refresh: () => Promise<void>;
};

function Decision({ id, asker, wanted, preflight, timeZone, refresh }: DecisionProps) {
  const t = useTranslations('campaigns.review.decide');
  const trpc = useTRPC();
  const toast = useToast();
  const { whole } = useNumbers();
  const now = useClock();
  const choice = useSendChoice(timeZone);
  const [answer, setAnswer] = useState('');
  const approve = useMutation(trpc.campaigns.approve.mutationOptions({ onSettled: refresh }));
  const giveBack = useMutation(trpc.campaigns.return.mutationOptions({ onSettled: refresh }));
  const passed = wanted !== null && wanted.getTime() < now.getTime();
  const blocked = preflight?.checks.some(({ level }) => level === 'blocker') ?? true;
  const count = preflight?.audience.eligible ?? 0;
  const later = passed ? choice.later : wanted !== null;
  const label = t(later ? 'approveLater' : 'approveNow');
  return (
    <div className="grid gap-3">
      {passed && (
        <>
          <p className="text-table text-wait">{t('passed')}</p>
          <SendChoiceFields choice={choice} timeZone={timeZone} />
        </>
      )}
      <ConfirmDialog
        tone="primary"
        trigger={
          <Button variant="primary" icon={<Check />} disabled={blocked || (passed && !choice.ready)} className="w-full">
            {label}
          </Button>
        }
        title={t('approveTitle', { count, text: whole(count) })}
        confirmLabel={label}
        onConfirm={async () => {
          await approve.mutateAsync({ reviewId: id, ...(passed ? { at: choice.at } : {}) });
          toast({ title: t('approved'), tone: 'good' });
        }}
      >
        {t('exactly')}
      </ConfirmDialog>
      <ConfirmDialog
        tone="primary"
        trigger={
          <Button icon={<Undo2 />} className="w-full">
            {t('return')}
          </Button>
        }
        title={t('returnTitle')}
        confirmLabel={t('return')}
        onConfirm={async () => {
          await giveBack.mutateAsync({ reviewId: id, answer });
          toast({ title: t('returned') });
        }}
      >
        <div className="grid gap-4">
          <p>{t('returnBody', { name: asker })}</p>
          <Field label={t('answer')}>
            <Textarea
              rows={4}
              required
              maxLength={1000}
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
          </Field>
        </div>
      </ConfirmDialog>
    </div>
  );
}

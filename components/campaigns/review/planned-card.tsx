'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { zonePlace } from '#shared/zone-names.ts';
import { writeOffset } from '#shared/zoned-time.ts';
import { RescheduleButton } from '../queue/reschedule-button.tsx';
import { SendNowButton } from '../queue/send-now-button.tsx';
import type { SendProps } from './send-card.tsx';

/** A campaign that waits for its time, or whose time was missed: then nothing goes until somebody says so. */
export function PlannedCard({ campaign, reviews, timeZone, may }: SendProps) {
  const t = useTranslations('campaigns.review');
  const locale = useLocale();
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { id, name, state, scheduledAt } = campaign;
  const unschedule = useMutation(
    trpc.campaigns.unschedule.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: () => toast({ title: t('planned.unscheduled') }),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    }),
  );
  const overdue = state === 'overdue';
  const when = () => <DateTime key="at" at={scheduledAt} style="full" />;
  return (
    <Section title={t('send')}>
      <div className="grid gap-3">
        {overdue ? (
          <p className="text-pretty text-table text-wait">
            {scheduledAt ? t.rich('planned.missed', { when }) : t('planned.missedNever')}
          </p>
        ) : (
          scheduledAt && (
            <p className="text-table">
              {t.rich('planned.goes', {
                when,
                zone: zonePlace(timeZone, locale),
                offset: writeOffset(scheduledAt, timeZone),
              })}
            </p>
          )
        )}
        {may.send && (
          <>
            {overdue && <SendNowButton campaign={{ id, name }} className="w-full" />}
            <RescheduleButton campaign={{ id, name, scheduledAt }} className="w-full" />
            <Button variant="ghost" busy={unschedule.isPending} onClick={() => unschedule.mutate({ id })}>
              {t('planned.unschedule')}
            </Button>
          </>
        )}
        <p className="text-caption text-ink-2">
          {t(reviews.approved ? 'planned.helpApproved' : 'planned.help')}
          {may.send && reviews.asksAgain && ` ${t('planned.helpAsks')}`}
        </p>
      </div>
    </Section>
  );
}

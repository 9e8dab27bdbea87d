'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Check } from '#shared/campaign-checks.ts';
import type { CampaignDetail } from '../campaign-types.ts';
import { useSendTime, WhenField } from './when-field.tsx';

type Props = {
  campaign: CampaignDetail;
  preflight: { checks: Check[]; audience: { eligible: number } } | undefined;
  timeZone: string;
  base: string;
  may: boolean;
};

/** When it goes, and the button that says to how many. */
export function SendCard({ campaign, preflight, timeZone, base, may }: Props) {
  const t = useTranslations('campaigns.review');
  const format = useFormatter();
  const { whole } = useNumbers();
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const [later, setLater] = useState(false);
  const time = useSendTime(timeZone);
  const schedule = useMutation(trpc.campaigns.schedule.mutationOptions());
  const { id, name, state } = campaign;
  if (state === 'scheduled') return <PlannedCard campaign={campaign} may={may} />;

  const count = preflight?.audience.eligible ?? 0;
  const blocked = preflight?.checks.some(({ level }) => level === 'blocker') ?? true;
  const at = later ? time.at : null;
  const ready = may && !blocked && preflight !== undefined && (!later || (time.at !== null && time.problem === null));
  const numbers = { count, text: whole(count) };
  const action = count === 0 ? t('sendNothing') : t(later ? 'sendLater' : 'sendNow', numbers);
  const from = campaign.fromAddress;

  async function send(): Promise<void> {
    await schedule.mutateAsync({ id, at });
    toast({ title: t(later ? 'doneLater' : 'done'), tone: 'good' });
    router.push(later ? base : `${base}/${id}`);
    void client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  }
  return (
    <Section title={t('send')}>
      <div className="grid gap-4">
        {state === 'overdue' && <p className="text-table text-wait">{t('overdue')}</p>}
        <RadioGroup
          label={t('when')}
          value={later ? 'later' : 'now'}
          onValueChange={(value) => setLater(value === 'later')}
          options={[
            { value: 'now', label: t('now') },
            { value: 'later', label: t('later') },
          ]}
        />
        {later && <WhenField time={time} timeZone={timeZone} />}
        <ConfirmDialog
          tone="primary"
          trigger={
            <Button variant="primary" icon={later ? <CalendarClock /> : <Send />} disabled={!ready} className="w-full">
              {action}
            </Button>
          }
          title={t('confirmTitle', numbers)}
          confirmLabel={action}
          onConfirm={send}
        >
          {at === null
            ? t('confirmNow', { name, from })
            : t('confirmLater', { name, from, when: format.dateTime(at, 'moment') })}
        </ConfirmDialog>
        {!may && <p className="text-caption text-ink-2">{t('noRight')}</p>}
        {may && preflight && blocked && <p className="text-caption text-ink-2">{t('blocked')}</p>}
      </div>
    </Section>
  );
}

function PlannedCard({ campaign, may }: { campaign: CampaignDetail; may: boolean }) {
  const t = useTranslations('campaigns.review');
  const trpc = useTRPC();
  const client = useQueryClient();
  const unschedule = useMutation(
    trpc.campaigns.unschedule.mutationOptions({
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    }),
  );
  return (
    <Section title={t('send')}>
      <div className="grid gap-3">
        <p className="text-table">
          {t.rich('scheduled', { when: () => <DateTime key="at" at={campaign.scheduledAt} /> })}
        </p>
        {may && (
          <Button busy={unschedule.isPending} onClick={() => unschedule.mutate({ id: campaign.id })}>
            {t('unschedule')}
          </Button>
        )}
      </div>
    </Section>
  );
}

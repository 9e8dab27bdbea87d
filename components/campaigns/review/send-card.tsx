'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, Send } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { zonePlace } from '#shared/zone-names.ts';
import type { CampaignDetail, CampaignPreflight, CampaignReviews } from '../campaign-types.ts';
import { SendChoiceFields, useSendChoice } from './send-choice.tsx';

const loading = () => <Skeleton className="h-40 w-full" />;
const AskCard = dynamic(() => import('./ask-card.tsx').then((module) => module.AskCard), { loading });
const DecideCard = dynamic(() => import('./decide-card.tsx').then((module) => module.DecideCard), { loading });
const PlannedCard = dynamic(() => import('./planned-card.tsx').then((module) => module.PlannedCard), { loading });

export type SendProps = {
  campaign: CampaignDetail;
  preflight: CampaignPreflight | undefined;
  reviews: CampaignReviews;
  timeZone: string;
  base: string;
  may: { write: boolean; send: boolean };
};

/** What can be done next with a campaign that has not begun: its state, the workspace's rule and the person's role decide. */
export function SendCard({ reviews, ...props }: Omit<SendProps, 'reviews'> & { reviews: CampaignReviews | undefined }) {
  const [asking, setAsking] = useState(false);
  const { may } = props;
  if (!reviews) return loading();
  const all = { ...props, reviews };
  switch (props.campaign.state) {
    case 'scheduled':
    case 'overdue':
      return <PlannedCard {...all} />;
    case 'in_review':
      return <DecideCard {...all} />;
    default: {
      const mustAsk = reviews.required || !may.send;
      const mayAsk = may.write && (mustAsk || reviews.reviewers > 0);
      return mayAsk && (mustAsk || asking) ? (
        <AskCard {...all} {...(mustAsk ? {} : { onSend: () => setAsking(false) })} />
      ) : (
        <DraftCard {...all} {...(mayAsk ? { onAsk: () => setAsking(true) } : {})} />
      );
    }
  }
}

/** When it goes, and the button that says to how many. */
function DraftCard({ campaign, preflight, reviews, timeZone, base, may, onAsk }: SendProps & { onAsk?: () => void }) {
  const t = useTranslations('campaigns.review');
  const locale = useLocale();
  const format = useFormatter();
  const { whole } = useNumbers();
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const choice = useSendChoice(timeZone);
  const schedule = useMutation(trpc.campaigns.schedule.mutationOptions());
  const { id, name, fromAddress: from } = campaign;
  const { later, at } = choice;
  const count = preflight?.audience.eligible ?? 0;
  const blocked = preflight?.checks.some(({ level }) => level === 'blocker') ?? true;
  const ready = may.send && !reviews.required && !blocked && choice.ready;
  const numbers = { count, text: whole(count) };
  const action = count === 0 ? t('sendNothing') : t(later ? 'sendLater' : 'sendNow', numbers);

  async function send(): Promise<void> {
    await schedule.mutateAsync({ id, at });
    toast({ title: t(later ? 'doneLater' : 'done'), tone: 'good' });
    router.push(later ? base : `${base}/${id}`);
    void client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  }
  return (
    <Section title={t('send')}>
      <div className="grid gap-4">
        <SendChoiceFields choice={choice} timeZone={timeZone} />
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
            : t('confirmLater', {
                name,
                from,
                when: `${format.dateTime(at, { dateStyle: 'full', timeStyle: 'short', timeZone })} (${zonePlace(timeZone, locale)})`,
              })}
        </ConfirmDialog>
        {!may.send && <p className="text-caption text-ink-2">{t('noRight')}</p>}
        {may.send && preflight && blocked && <p className="text-caption text-ink-2">{t('blocked')}</p>}
        {onAsk && (
          <Button variant="ghost" size="s" onClick={onAsk}>
            {t('askInstead')}
          </Button>
        )}
      </div>
    </Section>
  );
}

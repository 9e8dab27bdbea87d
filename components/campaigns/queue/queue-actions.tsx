'use client';
import { useMutation } from '@tanstack/react-query';
import { CalendarClock, CircleSlash, Ellipsis, Eye, Pause, Play, Send, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { QueueRow } from '../campaign-types.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';
import { SendNowDialog } from './send-now-dialog.tsx';
import { SuspendDialog } from './suspend-dialog.tsx';
import { useQueueRefresh } from './use-queue-refresh.ts';

type Props = { item: QueueRow; base: string; brief: boolean };

/** The one or two acts that a campaign of this state calls for, and the rest behind a menu. */
export function QueueActions({ item, base, brief }: Props) {
  const t = useTranslations('campaigns.queue');
  const planned = useTranslations('campaigns.review.planned');
  const { id, name, state } = item;
  return (
    <>
      {state === 'sending' && <SuspendDialog item={item} trigger={<Button icon={<Pause />}>{t('suspend')}</Button>} />}
      {state === 'suspended' && <ResumeButton id={id} />}
      {state === 'in_review' && (
        <Button variant={item.review?.mine === null ? 'primary' : 'secondary'} icon={<Eye />} asChild>
          <Link href={`${base}/${id}/review`}>{item.review?.mine === null ? t('look') : t('open')}</Link>
        </Button>
      )}
      {state === 'overdue' && (
        <SendNowDialog
          campaign={item}
          trigger={
            <Button variant="primary" icon={<Send />}>
              {planned('sendNow')}
            </Button>
          }
        />
      )}
      {(state === 'overdue' || state === 'scheduled') && (
        <RescheduleDialog campaign={item} trigger={<Button icon={<CalendarClock />}>{planned('reschedule')}</Button>} />
      )}
      {!brief && state !== 'in_review' && <MoreActions item={item} label={t('more', { name })} />}
    </>
  );
}

function ResumeButton({ id }: { id: string }) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useQueueRefresh();
  const sentence = useErrorSentence();
  const resume = useMutation(
    trpc.deliveries.resume.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: () => toast({ title: t('resumed') }),
      onSettled: refresh,
    }),
  );
  return (
    <Button icon={<Play />} busy={resume.isPending} onClick={() => resume.mutate({ campaignId: id })}>
      {t('resume')}
    </Button>
  );
}

function MoreActions({ item, label }: { item: QueueRow; label: string }) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useQueueRefresh();
  const sentence = useErrorSentence();
  const [cancelling, setCancelling] = useState(false);
  const unschedule = useMutation(
    trpc.campaigns.unschedule.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: refresh,
    }),
  );
  const planned = item.state === 'scheduled' || item.state === 'overdue';
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} icon={<Ellipsis />} />}>
        {planned && (
          <MenuItem icon={<Undo2 />} onSelect={() => unschedule.mutate({ id: item.id })}>
            {t('unschedule')}
          </MenuItem>
        )}
        <MenuItem icon={<CircleSlash />} tone="bad" onSelect={() => setCancelling(true)}>
          {t('cancel')}
        </MenuItem>
      </Menu>
      <CancelDialog item={item} open={cancelling} onOpenChange={setCancelling} />
    </>
  );
}

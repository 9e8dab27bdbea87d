'use client';
import { useMutation } from '@tanstack/react-query';
import { CircleSlash, Ellipsis, Eye, Pause, Play, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { RescheduleButton } from './reschedule-button.tsx';
import { SendNowButton } from './send-now-button.tsx';
import { useQueueRefresh } from './use-queue-refresh.ts';

const CancelDialog = whenOpened(() => import('./cancel-dialog.tsx').then((module) => module.CancelDialog));
const SuspendDialog = whenOpened(() => import('./suspend-dialog.tsx').then((module) => module.SuspendDialog));

type Props = { item: QueueRow; base: string; brief: boolean };

/** The one or two acts that a campaign of this state calls for, and the rest behind a menu. */
export function QueueActions({ item, base, brief }: Props) {
  const t = useTranslations('campaigns.queue');
  const { id, name, state } = item;
  return (
    <>
      {state === 'sending' && <SuspendButton item={item} />}
      {state === 'suspended' && <ResumeButton id={id} />}
      {state === 'in_review' && (
        <Button variant={item.review?.mine === null ? 'primary' : 'secondary'} icon={<Eye />} asChild>
          <Link href={`${base}/${id}/review`}>{item.review?.mine === null ? t('look') : t('open')}</Link>
        </Button>
      )}
      {state === 'overdue' && <SendNowButton campaign={item} />}
      {(state === 'overdue' || state === 'scheduled') && <RescheduleButton campaign={item} />}
      {!brief && state !== 'in_review' && <MoreActions item={item} label={t('more', { name })} />}
    </>
  );
}

function SuspendButton({ item }: { item: QueueRow }) {
  const t = useTranslations('campaigns.queue');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Pause />} onClick={() => setOpen(true)}>
        {t('suspend')}
      </Button>
      <SuspendDialog item={item} open={open} onOpenChange={setOpen} />
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

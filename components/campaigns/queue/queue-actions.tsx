'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { QueueRow } from '../campaign-types.ts';
import { leftOf } from './queue-left.ts';

type Props = { item: QueueRow; base: string; brief: boolean };

/** Suspend, resume, cancel; what is planned goes back to a draft, what is late asks for a decision. */
export function QueueActions({ item, base, brief }: Props) {
  const t = useTranslations('campaigns.queue');
  const { whole } = useNumbers();
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: trpc.deliveries.pathKey() }),
      client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    ]);
  };
  const onError = (error: unknown) => toast({ title: sentence(error), tone: 'bad' });
  const suspend = useMutation(trpc.deliveries.suspend.mutationOptions());
  const cancel = useMutation(trpc.deliveries.cancel.mutationOptions());
  const resume = useMutation(
    trpc.deliveries.resume.mutationOptions({
      onError,
      onSuccess: async () => {
        await refresh();
        toast({ title: t('resumed') });
      },
    }),
  );
  const unschedule = useMutation(trpc.campaigns.unschedule.mutationOptions({ onError, onSuccess: refresh }));
  const campaignId = item.id;
  const left = leftOf(item.counts);
  const planned = item.state === 'scheduled' || item.state === 'overdue';
  return (
    <>
      {item.state === 'sending' && (
        <ConfirmDialog
          trigger={<Button icon={<Pause />}>{t('suspend')}</Button>}
          title={t('suspendTitle')}
          confirmLabel={t('suspend')}
          tone="primary"
          onConfirm={async () => {
            await suspend.mutateAsync({ campaignId });
            await refresh();
            toast({ title: t('suspended') });
          }}
        >
          {t('suspendBody', { name: item.name })}
        </ConfirmDialog>
      )}
      {item.state === 'suspended' && (
        <Button icon={<Play />} busy={resume.isPending} onClick={() => resume.mutate({ campaignId })}>
          {t('resume')}
        </Button>
      )}
      {item.state === 'overdue' && (
        <Button variant="primary" asChild>
          <Link href={`${base}/${item.id}/review`}>{t('decide')}</Link>
        </Button>
      )}
      {planned && (
        <Button busy={unschedule.isPending} onClick={() => unschedule.mutate({ id: item.id })}>
          {t('unschedule')}
        </Button>
      )}
      {!planned && !brief && (
        <ConfirmDialog
          trigger={<Button variant="ghost">{t('cancel')}</Button>}
          title={t('cancelTitle')}
          confirmLabel={t('cancel')}
          dismissLabel={t('keep')}
          onConfirm={async () => {
            await cancel.mutateAsync({ campaignId });
            await refresh();
            toast({ title: t('cancelled') });
          }}
        >
          {t('cancelBody', { name: item.name, left, text: whole(left) })}
        </ConfirmDialog>
      )}
    </>
  );
}

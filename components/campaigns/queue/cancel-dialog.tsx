'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { goneOf, leftOf } from './queue-left.ts';
import { useQueueRefresh } from './use-queue-refresh.ts';

type Props = { item: QueueRow; open: boolean; onOpenChange: (open: boolean) => void };

/** Ends a campaign for good: what has gone stays gone, and the name is typed where some has. */
export function CancelDialog({ item, open, onOpenChange }: Props) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useQueueRefresh();
  const { whole } = useNumbers();
  const cancel = useMutation(trpc.deliveries.cancel.mutationOptions());
  const [gone, left] = [goneOf(item.counts), leftOf(item.counts)];
  const begun = item.counts !== null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('cancelTitle')}
      confirmLabel={t('cancel')}
      dismissLabel={t('keep')}
      {...(begun ? { typedName: item.name } : {})}
      onConfirm={async () => {
        await cancel.mutateAsync({ campaignId: item.id });
        await refresh();
        toast({ title: t('cancelled') });
      }}
    >
      {begun ? (
        <>
          {t('cancelGone', { gone, text: whole(gone) })} {t('cancelLeft', { left, text: whole(left) })}
        </>
      ) : (
        t('cancelPlanned', { name: item.name })
      )}{' '}
      {t('cancelFinal')}
    </ConfirmDialog>
  );
}

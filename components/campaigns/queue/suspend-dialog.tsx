'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { useQueueRefresh } from './use-queue-refresh.ts';

type Props = { item: QueueRow; open: boolean; onOpenChange: (open: boolean) => void };

/** Stops a sending, with a word on why for whoever looks at the queue. */
export function SuspendDialog({ item, open, onOpenChange }: Props) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useQueueRefresh();
  const [reason, setReason] = useState('');
  const suspend = useMutation(trpc.deliveries.suspend.mutationOptions());
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('suspendTitle')}
      confirmLabel={t('suspend')}
      tone="primary"
      onConfirm={async () => {
        await suspend.mutateAsync({ campaignId: item.id, reason });
        setReason('');
        await refresh();
        toast({ title: t('suspended') });
      }}
    >
      <div className="grid gap-4">
        <p>{t('suspendBody', { name: item.name })}</p>
        <Field label={t('suspendReason')} help={t('suspendReasonHelp')} optional>
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

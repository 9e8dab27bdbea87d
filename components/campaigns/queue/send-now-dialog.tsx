'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { useToast } from '#components/ui/toast.tsx';

type Props = {
  campaign: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Sends what is overdue now, once somebody has seen to how many. */
export function SendNowDialog({ campaign, open, onOpenChange }: Props) {
  const t = useTranslations('campaigns.review');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const { whole } = useNumbers();
  const { id, name } = campaign;
  const get = useQuery({ ...trpc.campaigns.get.queryOptions({ id }), enabled: open });
  const preflight = useQuery({ ...trpc.campaigns.preflight.queryOptions({ id }), enabled: open });
  const send = useMutation(trpc.campaigns.reschedule.mutationOptions());
  const count = preflight.data?.audience.eligible ?? 0;
  const numbers = { count, text: whole(count) };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      tone="primary"
      title={preflight.data ? t('planned.sendNowTitle', numbers) : t('planned.sendNow')}
      confirmLabel={preflight.data ? t('sendNow', numbers) : t('planned.sendNow')}
      onConfirm={async () => {
        const { asked } = await send.mutateAsync({ id, at: null });
        toast({ title: t(asked ? 'planned.askedAgain' : 'done'), tone: 'good' });
        await Promise.all([
          client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
          client.invalidateQueries({ queryKey: trpc.deliveries.pathKey() }),
        ]);
      }}
    >
      {t('confirmNow', { name, from: get.data?.fromAddress ?? '…' })}
    </ConfirmDialog>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { StaffRow } from './outputs.ts';

/** What an administrator does for a colleague who can't get in: a link for a new password, or a second factor taken away. */
export function StaffHelp({ row }: { row: StaffRow }) {
  const t = useTranslations('backoffice.staff');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState<'reset' | 'factor'>();
  const send = useMutation(trpc.backoffice.staff.sendReset.mutationOptions());
  const take = useMutation(trpc.backoffice.staff.resetSecondFactor.mutationOptions());
  const { name, email, userId } = row;
  const close = (open: boolean) => !open && setAsking(undefined);
  return (
    <>
      <IconButton size="s" label={t('resetLabel', { name })} icon={<KeyRound />} onClick={() => setAsking('reset')} />
      {row.hasSecondFactor && (
        <IconButton
          size="s"
          label={t('factorLabel', { name })}
          icon={<ShieldOff />}
          onClick={() => setAsking('factor')}
        />
      )}
      <ConfirmDialog
        open={asking === 'reset'}
        onOpenChange={close}
        tone="primary"
        title={t('resetLabel', { name })}
        confirmLabel={t('reset')}
        onConfirm={async () => {
          await send.mutateAsync({ userId });
          toast({ title: t('resetToast', { email }), tone: 'good' });
        }}
      >
        {t('resetBody', { name, email })}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'factor'}
        onOpenChange={close}
        title={t('factorLabel', { name })}
        confirmLabel={t('factor')}
        onConfirm={async () => {
          await take.mutateAsync({ userId });
          await client.invalidateQueries(trpc.backoffice.staff.pathFilter());
          toast({ title: t('factorToast', { name }), tone: 'good' });
        }}
      >
        {t('factorBody', { name, email })}
      </ConfirmDialog>
    </>
  );
}

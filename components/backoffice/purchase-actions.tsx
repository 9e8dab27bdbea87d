'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, EllipsisVertical, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { PurchaseRow } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

type Act = 'markPaid' | 'renew' | 'cancel';

type Props = { purchase: PurchaseRow; inRow?: boolean };

/** What can still be done with a sale, behind one button in a row; nothing once it was activated or cancelled. */
export function PurchaseActions({ purchase, inRow = false }: Props) {
  const t = useTranslations('backoffice.purchases');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const [act, setAct] = useState<Act | null>(null);
  const may = useStaffRight('staff:purchases');
  const markPaid = useMutation(trpc.backoffice.purchases.markPaid.mutationOptions());
  const renew = useMutation(trpc.backoffice.purchases.renew.mutationOptions());
  const cancel = useMutation(trpc.backoffice.purchases.cancel.mutationOptions());
  const { email, state } = purchase;
  if (!may || state === 'activated' || state === 'cancelled') return null;

  const acts = {
    markPaid: { run: markPaid, title: t('markPaidTitle'), body: t('markPaidBody', { email }), label: t('markPaid') },
    renew: { run: renew, title: t('renewTitle'), body: t('renewBody', { email }), label: t('renew') },
    cancel: { run: cancel, title: t('cancelTitle', { email }), body: t('cancelBody'), label: t('cancelIt') },
  };
  const next = state === 'pending' ? 'markPaid' : 'renew';
  const NextIcon = next === 'markPaid' ? CircleCheck : Send;
  const menu = (
    <Menu trigger={<IconButton label={t('actions', { email })} icon={<EllipsisVertical />} size="s" />} align="end">
      <MenuItem icon={<NextIcon />} onSelect={() => setAct(next)}>
        {acts[next].label}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Ban />} tone="bad" onSelect={() => setAct('cancel')}>
        {t('cancelIt')}
      </MenuItem>
    </Menu>
  );
  return (
    <>
      {inRow ? (
        menu
      ) : (
        <span className="flex flex-wrap gap-2">
          <Button size="s" variant="ghost" icon={<Ban />} onClick={() => setAct('cancel')}>
            {t('cancelIt')}
          </Button>
          <Button
            size="s"
            variant={next === 'markPaid' ? 'primary' : 'secondary'}
            icon={<NextIcon />}
            onClick={() => setAct(next)}
          >
            {acts[next].label}
          </Button>
        </span>
      )}
      {act && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAct(null)}
          title={acts[act].title}
          confirmLabel={acts[act].label}
          tone={act === 'cancel' ? 'danger' : 'primary'}
          onConfirm={async () => {
            await acts[act].run.mutateAsync({ purchaseId: purchase.id });
            await client.invalidateQueries(trpc.backoffice.pathFilter());
            toast({ title: t(`done.${act}`, { email }), tone: 'good' });
          }}
        >
          {acts[act].body}
        </ConfirmDialog>
      )}
    </>
  );
}

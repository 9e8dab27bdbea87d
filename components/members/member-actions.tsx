'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Crown, EllipsisVertical, ShieldOff, UserCog, UserX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { MemberRow } from './outputs.ts';

const RoleDialog = dynamic(() => import('./role-dialog.tsx').then((module) => module.RoleDialog));

type Act = 'role' | 'handOver' | 'factor' | 'remove';

/** What an owner may do with somebody else: another role, the ownership, a lost second factor, or out. */
export function MemberActions({ member, workspace }: { member: MemberRow; workspace: string }) {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const [act, setAct] = useState<Act | null>(null);
  const handOver = useMutation(trpc.identity.members.handOver.mutationOptions());
  const resetFactor = useMutation(trpc.identity.members.resetSecondFactor.mutationOptions());
  const remove = useMutation(trpc.identity.members.remove.mutationOptions());
  const { name, userId, email } = member;
  const close = (open: boolean) => !open && setAct(null);
  return (
    <>
      <Menu trigger={<IconButton label={t('actions', { name })} icon={<EllipsisVertical />} size="s" />} align="end">
        <MenuItem icon={<UserCog />} onSelect={() => setAct('role')}>
          {t('changeRole')}
        </MenuItem>
        <MenuItem icon={<Crown />} onSelect={() => setAct('handOver')}>
          {t('handOver')}
        </MenuItem>
        {member.secondFactor && (
          <MenuItem icon={<ShieldOff />} onSelect={() => setAct('factor')}>
            {t('resetFactor')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<UserX />} tone="bad" onSelect={() => setAct('remove')}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {act === 'role' && <RoleDialog member={member} onClose={() => setAct(null)} />}
      {act === 'handOver' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          tone="primary"
          title={t('handOverTitle', { name })}
          confirmLabel={t('handOverConfirm')}
          typedName={member.username}
          onConfirm={async () => {
            await handOver.mutateAsync({ userId });
            toast({ title: t('handedOver', { name }), tone: 'good' });
            // What this person may see here has changed with it.
            location.reload();
          }}
        >
          {t('handOverBody', { name, workspace })}
        </ConfirmDialog>
      )}
      {act === 'factor' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('resetFactorTitle', { name })}
          confirmLabel={t('resetFactorConfirm')}
          onConfirm={async () => {
            await resetFactor.mutateAsync({ userId });
            await client.invalidateQueries(trpc.identity.members.pathFilter());
            toast({ title: t('factorReset', { name }), tone: 'good' });
          }}
        >
          {t('resetFactorBody', { name, email })}
        </ConfirmDialog>
      )}
      {act === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('removeTitle', { name })}
          confirmLabel={t('removeConfirm', { name })}
          onConfirm={async () => {
            await remove.mutateAsync({ userId });
            await client.invalidateQueries(trpc.identity.members.pathFilter());
            toast({ title: t('removed', { name }), tone: 'good' });
          }}
        >
          {t('removeBody', { name, workspace })}
        </ConfirmDialog>
      )}
    </>
  );
}

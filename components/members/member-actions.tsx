'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Crown, EllipsisVertical, UserCog, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { MemberRow } from './outputs.ts';
import { RoleDialog } from './role-dialog.tsx';

type Act = 'role' | 'handOver' | 'remove';

/** What an owner may do with somebody else: another role, the ownership, or out. */
export function MemberActions({ member, workspace }: { member: MemberRow; workspace: string }) {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const [act, setAct] = useState<Act | null>(null);
  const handOver = useMutation(trpc.identity.members.handOver.mutationOptions());
  const remove = useMutation(trpc.identity.members.remove.mutationOptions());
  const { name, userId } = member;
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

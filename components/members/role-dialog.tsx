'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { changeRoleInput } from '#server/modules/identity/schemas.ts';
import type { MemberRow } from './outputs.ts';
import { RoleField } from './role-field.tsx';

export function RoleDialog({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const change = useMutation(trpc.identity.members.changeRole.mutationOptions());
  const { name, userId, role } = member;
  const form = useZodForm(changeRoleInput, { defaultValues: { userId, role } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('changeRoleOf', { name })}
      description={t('changeRoleBody', { name })}
    >
      <Form
        form={form}
        onSubmit={async (values) => {
          await change.mutateAsync(values);
          await client.invalidateQueries(trpc.identity.members.pathFilter());
          toast({ title: t('roleChanged', { name }), tone: 'good' });
          onClose();
        }}
      >
        <RoleField />
        <DialogActions>
          <SubmitButton>{t('saveRole')}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

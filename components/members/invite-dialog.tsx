'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { invitePersonInput } from '#server/modules/identity/schemas.ts';
import { RoleField } from './role-field.tsx';

type Props = { open: boolean; onOpenChange: (open: boolean) => void; days: number };

export function InviteDialog({ open, onOpenChange, days }: Props) {
  const t = useTranslations('members.people');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('inviteTitle')} description={t('inviteBody', { days })}>
      <InviteForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const invite = useMutation(trpc.identity.members.invite.mutationOptions());
  const form = useZodForm(invitePersonInput, { defaultValues: { email: '', role: 'editor' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await invite.mutateAsync(values);
        await client.invalidateQueries(trpc.identity.members.pathFilter());
        toast({ title: t('invited', { email: values.email }), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="email" label={t('email')}>
        <Input type="email" autoComplete="off" autoCapitalize="none" />
      </FormField>
      <RoleField />
      <DialogActions>
        <SubmitButton>{t('send')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { createStaffInput } from '#server/modules/backoffice/schemas.ts';
import { staffRoles } from '#shared/permissions.ts';
import { CopyField } from './copy-field.tsx';
import { MadeOnceDialog } from './made-once-dialog.tsx';

type Created = { username: string; password: string };
type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes a member of staff; the one-time password is shown here once and nowhere else. */
export function NewStaffDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('backoffice.staff');
  return (
    <MadeOnceDialog<Created>
      open={open}
      onOpenChange={onOpenChange}
      title={t('new')}
      madeTitle={t('createdTitle')}
      doneLabel={t('close')}
      form={(onMade) => <NewStaffForm onCreated={onMade} />}
    >
      {({ username, password }) => (
        <div className="grid gap-4">
          <Notice tone="wait">{t('createdBody')}</Notice>
          <CopyField label={t('createdFor', { username })} value={password} copyLabel={t('copy')} mono />
        </div>
      )}
    </MadeOnceDialog>
  );
}

function NewStaffForm({ onCreated }: { onCreated: (created: Created) => void }) {
  const t = useTranslations('backoffice.staff');
  const roles = useTranslations('backoffice.role');
  const trpc = useTRPC();
  const client = useQueryClient();
  const create = useMutation(trpc.backoffice.staff.create.mutationOptions());
  const form = useZodForm(createStaffInput, { defaultValues: { name: '', username: '', email: '', role: 'support' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        onCreated(await create.mutateAsync(values));
        await client.invalidateQueries(trpc.backoffice.staff.pathFilter());
      }}
    >
      <FormField name="name" label={t('name')}>
        <Input autoComplete="off" />
      </FormField>
      <FormField name="username" label={t('username')}>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <FormField name="email" label={t('email')}>
        <Input type="email" autoComplete="off" />
      </FormField>
      <FormField name="role" label={t('role')}>
        {(field) => (
          <RadioGroup
            value={field.value}
            onValueChange={field.onChange}
            options={staffRoles.map((value) => ({ value, label: roles(value), help: t(`roleHelp.${value}`) }))}
          />
        )}
      </FormField>
      <DialogActions>
        <SubmitButton>{t('create')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

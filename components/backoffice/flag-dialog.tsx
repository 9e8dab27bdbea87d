'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { flagParticularInput } from '#server/modules/workspaces/schemas.ts';
import { particularNames } from '#server/modules/workspaces/values.ts';

type Props = { open: boolean; onOpenChange: (open: boolean) => void; workspaceId: string };

/** Which of a customer's particulars is held to be false or outdated, and why. */
export function FlagDialog({ open, onOpenChange, workspaceId }: Props) {
  const t = useTranslations('members.console.flags');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('flagTitle')} description={t('flagBody')}>
      <FlagForm workspaceId={workspaceId} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function FlagForm({ workspaceId, onDone }: { workspaceId: string; onDone: () => void }) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const flag = useMutation(trpc.backoffice.particulars.flag.mutationOptions());
  const form = useZodForm(flagParticularInput, { defaultValues: { workspaceId, field: 'postalAddress', reason: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await flag.mutateAsync(values);
        await client.invalidateQueries(trpc.backoffice.pathFilter());
        toast({ title: t('console.flags.sent'), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="field" label={t('console.flags.field')}>
        {(field) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            options={particularNames.map((value) => ({ value, label: t(`particulars.fields.${value}`) }))}
          />
        )}
      </FormField>
      <FormField name="reason" label={t('console.flags.reason')}>
        <Textarea rows={3} maxLength={500} />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('console.flags.send')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { suspendInput } from '#server/modules/backoffice/schemas.ts';

const schema = suspendInput.pick({ reason: true });

type About = { workspaceId: string; name: string; suspends: boolean };
type Props = About & { open: boolean; onOpenChange: (open: boolean) => void };

/** Why a customer is suspended, or may go on. */
export function SuspendDialog({ open, onOpenChange, ...about }: Props) {
  const t = useTranslations('backoffice.suspend');
  const { name, suspends } = about;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(suspends ? 'suspendTitle' : 'resumeTitle', { name })}
      description={t(suspends ? 'suspendBody' : 'resumeBody')}
    >
      <ReasonForm {...about} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ReasonForm({ workspaceId, name, suspends, onDone }: About & { onDone: () => void }) {
  const t = useTranslations('backoffice.suspend');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const suspend = useMutation(trpc.backoffice.customers.suspend.mutationOptions());
  const resume = useMutation(trpc.backoffice.customers.resume.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { reason: '' } });
  return (
    <Form
      form={form}
      onSubmit={async ({ reason }) => {
        await (suspends ? suspend : resume).mutateAsync({ workspaceId, reason });
        await client.invalidateQueries(trpc.backoffice.pathFilter());
        toast({ title: t(suspends ? 'suspended' : 'resumed', { name }), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="reason" label={t('reason')} help={t('reasonHelp')}>
        <Textarea rows={4} />
      </FormField>
      <DialogActions>
        <SubmitButton>{t(suspends ? 'suspend' : 'resume')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

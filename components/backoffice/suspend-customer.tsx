'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { suspendInput } from '#server/modules/backoffice/schemas.ts';
import type { CustomerFacts } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

const schema = suspendInput.pick({ reason: true });

/** Suspends a customer or lets it go on; the reason is mailed to its owners and shown in its portal. */
export function SuspendCustomer({ workspace }: { workspace: CustomerFacts['workspace'] }) {
  const t = useTranslations('backoffice.suspend');
  const may = useStaffRight('staff:content');
  const [open, setOpen] = useState(false);
  if (!may || workspace.state === 'ended') return null;
  const suspends = workspace.state === 'active';
  return (
    <>
      <Button icon={suspends ? <Pause /> : <Play />} onClick={() => setOpen(true)}>
        {t(suspends ? 'suspend' : 'resume')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t(suspends ? 'suspendTitle' : 'resumeTitle', { name: workspace.name })}
        description={t(suspends ? 'suspendBody' : 'resumeBody')}
      >
        <ReasonForm
          workspaceId={workspace.id}
          name={workspace.name}
          suspends={suspends}
          onDone={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}

type Props = { workspaceId: string; name: string; suspends: boolean; onDone: () => void };

function ReasonForm({ workspaceId, name, suspends, onDone }: Props) {
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
      <div className="flex justify-end">
        <SubmitButton>{t(suspends ? 'suspend' : 'resume')}</SubmitButton>
      </div>
    </Form>
  );
}

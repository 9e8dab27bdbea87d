'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useGroupOptions } from '../group-options.ts';
import { useBase } from '../use-base.ts';

const schema = z.object({
  address: z.string().trim().min(1),
  firstName: z.string().trim().max(200),
  lastName: z.string().trim().max(200),
  groupIds: z.array(z.string()),
  consent: z.string().trim().max(4000),
});

export function NewContactDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('contacts.form');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('newTitle')}>
      <NewContactForm />
    </Dialog>
  );
}

function NewContactForm() {
  const t = useTranslations('contacts.form');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { base } = useBase();
  const groups = useGroupOptions();
  const create = useMutation(trpc.contacts.create.mutationOptions());
  const form = useZodForm(schema, {
    defaultValues: { address: '', firstName: '', lastName: '', groupIds: [], consent: '' },
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ consent, ...values }) => {
        const { id } = await create.mutateAsync({ ...values, ...(consent ? { consent: { text: consent } } : {}) });
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        router.push(`${base}/contacts/${id}`);
      }}
    >
      <FormField name="address" label={t('address')}>
        <Input type="email" autoComplete="off" inputMode="email" />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="firstName" label={t('firstName')} optional>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="lastName" label={t('lastName')} optional>
          <Input autoComplete="off" />
        </FormField>
      </div>
      {groups.length > 0 && (
        <FormField name="groupIds" label={t('groups')} optional>
          {(field) => <MultiSelect value={field.value} onValueChange={field.onChange} options={groups} />}
        </FormField>
      )}
      <FormField name="consent" label={t('consent')} help={t('consentHelp')} optional>
        <Textarea rows={3} />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('create')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

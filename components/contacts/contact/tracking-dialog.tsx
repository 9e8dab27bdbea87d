'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type TrackingLevel, trackingLevels } from '#server/modules/contacts/values.ts';
import type { ContactDetail } from './contact-types.ts';

const choices = ['default', ...trackingLevels] as const;
const schema = z.object({ opens: z.enum(choices), clicks: z.enum(choices), evidence: z.string().trim().max(4000) });
const given = (choice: (typeof choices)[number]) => (choice === 'default' ? null : choice);

type Props = { open: boolean; onOpenChange: (open: boolean) => void; contact: ContactDetail };

export function TrackingDialog({ open, onOpenChange, contact }: Props) {
  const t = useTranslations('contacts.detail');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('tracking')} description={t('levelsNote')}>
      <TrackingForm contact={contact} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function TrackingForm({ contact, onDone }: { contact: ContactDetail; onDone: () => void }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { tracking } = contact;
  const set = useMutation(trpc.contacts.setTracking.mutationOptions());
  const form = useZodForm(schema, {
    defaultValues: { opens: tracking.opens ?? 'default', clicks: tracking.clicks ?? 'default', evidence: '' },
  });
  const values = form.watch();
  const raised =
    (values.opens === 'individual' && tracking.opens !== 'individual') ||
    (values.clicks === 'individual' && tracking.clicks !== 'individual');
  const options = (byDefault: TrackingLevel) =>
    choices.map((value) => ({
      value,
      label:
        value === 'default'
          ? t('detail.default', { level: t(`detail.levels.${byDefault}`) })
          : t(`detail.levels.${value}`),
    }));
  return (
    <Form
      form={form}
      onSubmit={async ({ opens, clicks, evidence }) => {
        await set.mutateAsync({ contactId: contact.id, opens: given(opens), clicks: given(clicks), evidence });
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        onDone();
      }}
    >
      <FormField name="opens" label={t('detail.opens')}>
        {(field) => (
          <Select value={field.value} onValueChange={field.onChange} options={options(tracking.defaults.opens)} />
        )}
      </FormField>
      <FormField name="clicks" label={t('detail.clicks')}>
        {(field) => (
          <Select value={field.value} onValueChange={field.onChange} options={options(tracking.defaults.clicks)} />
        )}
      </FormField>
      {raised && (
        <FormField name="evidence" label={t('detail.trackingEvidence')} help={t('detail.trackingEvidenceHelp')}>
          <Textarea rows={3} />
        </FormField>
      )}
      <DialogActions>
        <SubmitButton>{t('save')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

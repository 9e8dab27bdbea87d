'use client';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { legalBases } from '#server/modules/contacts/values.ts';
import type { ContactDetail, ContactTopic } from './contact-types.ts';
import { useSetSubscription } from './use-set-subscription.ts';

const schema = z.object({ basis: z.enum(legalBases), evidence: z.string().trim().min(1).max(4000) });

type About = { contact: ContactDetail; topic: ContactTopic };
type Props = About & { open: boolean; onOpenChange: (open: boolean) => void };

/** Subscribing takes a proof, in words. */
export function SubscribeDialog({ open, onOpenChange, contact, topic }: Props) {
  const t = useTranslations('contacts.detail');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('subscribeTitle', { topic: topic.name })}
      description={t('subscribeBody')}
    >
      <SubscribeForm contact={contact} topic={topic} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function SubscribeForm({ contact, topic, onDone }: About & { onDone: () => void }) {
  const t = useTranslations('contacts');
  const set = useSetSubscription();
  const form = useZodForm(schema, { defaultValues: { basis: 'consent', evidence: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await set.mutateAsync({ contactId: contact.id, topicId: topic.id, state: 'subscribed', ...values });
        onDone();
      }}
    >
      <FormField name="evidence" label={t('detail.evidence')}>
        <Textarea rows={3} />
      </FormField>
      <FormField name="basis" label={t('importing.basis')}>
        {(field) => (
          <Select
            value={field.value}
            onValueChange={field.onChange}
            options={legalBases.map((value) => ({ value, label: t(`detail.basis.${value}`) }))}
          />
        )}
      </FormField>
      <DialogActions>
        <SubmitButton>{t('detail.subscribe')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { legalBases } from '#server/modules/contacts/values.ts';
import { StatusBadge } from '../status-badge.tsx';
import type { ContactDetail, ContactTopic } from './contact-types.ts';
import { FormProof } from './form-proof.tsx';

const sources = ['import', 'form', 'manual', 'link', 'demo'] as const;

/** Each topic with its state and the proof behind it. */
export function ConsentsSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const mayWrite = useMemberRight('contacts:write');
  return (
    <Section title={t('consents')} inset={false}>
      <ul className="divide-y divide-line">
        {contact.topics.map((topic) => (
          <li key={topic.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <div className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{topic.name}</span>
                <StatusBadge status={topic.status} />
              </div>
              <Proof topic={topic} />
            </div>
            {mayWrite &&
              (topic.subscription?.state === 'subscribed' ? (
                <Unsubscribe contact={contact} topic={topic} />
              ) : (
                <Subscribe contact={contact} topic={topic} />
              ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Proof({ topic }: { topic: ContactTopic }) {
  const t = useTranslations('contacts.detail');
  if (!topic.subscription) return null;
  const source = sources.find((one) => one === topic.evidence?.source);
  return (
    <div className="mt-0.5 text-caption text-ink-3">
      <p>
        {t(`basis.${topic.subscription.basis}`)}, {t('since')} <DateTime at={topic.subscription.at} style="day" />
      </p>
      {topic.evidence ? (
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">
          {source && `${t('proof', { source: t(`source.${source}`) })} · `}“{topic.evidence.text}”
          {topic.evidence.address && !topic.evidence.form && ` · ${topic.evidence.address}`}
        </p>
      ) : (
        topic.subscription.state === 'subscribed' && <p>{t('noProof')}</p>
      )}
      {topic.evidence?.form && <FormProof form={topic.evidence.form} />}
    </div>
  );
}

type Props = { contact: ContactDetail; topic: ContactTopic };

function useSetSubscription() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.contacts.setSubscription.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.contacts.pathFilter()),
    }),
  );
}

function Unsubscribe({ contact, topic }: Props) {
  const t = useTranslations('contacts.detail');
  const set = useSetSubscription();
  return (
    <ConfirmDialog
      trigger={<Button size="s">{t('unsubscribe')}</Button>}
      title={t('unsubscribeTitle', { topic: topic.name })}
      confirmLabel={t('unsubscribe')}
      onConfirm={async () => {
        await set.mutateAsync({ contactId: contact.id, topicId: topic.id, state: 'unsubscribed' });
      }}
    >
      {t('unsubscribeBody')}
    </ConfirmDialog>
  );
}

const schema = z.object({ basis: z.enum(legalBases), evidence: z.string().trim().min(1).max(4000) });

function Subscribe({ contact, topic }: Props) {
  const t = useTranslations('contacts.detail');
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="s">{t('subscribe')}</Button>}
      title={t('subscribeTitle', { topic: topic.name })}
      description={t('subscribeBody')}
    >
      <SubscribeForm contact={contact} topic={topic} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function SubscribeForm({ contact, topic, onDone }: Props & { onDone: () => void }) {
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
      <div>
        <SubmitButton>{t('detail.subscribe')}</SubmitButton>
      </div>
    </Form>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { type TrackingLevel, trackingLevels } from '#server/modules/contacts/values.ts';
import type { ContactDetail } from './contact-types.ts';

/** How far opens and clicks may be followed, each apart, since when and by whose word. */
export function TrackingSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const [open, setOpen] = useState(false);
  const mayWrite = useMemberRight('contacts:write');
  const { tracking } = contact;
  const level = (own: TrackingLevel | null, byDefault: TrackingLevel) =>
    own ? t(`levels.${own}`) : t('default', { level: t(`levels.${byDefault}`) });
  return (
    <Section
      title={t('tracking')}
      meta={tracking.at && <DateTime at={tracking.at} style="day" />}
      {...(mayWrite
        ? {
            action: (
              <Dialog
                open={open}
                onOpenChange={setOpen}
                title={t('tracking')}
                description={t('levelsNote')}
                trigger={<Button size="s">{t('changeTracking')}</Button>}
              >
                <TrackingForm contact={contact} onDone={() => setOpen(false)} />
              </Dialog>
            ),
          }
        : {})}
    >
      <Facts
        columns={2}
        items={[
          { label: t('opens'), value: level(tracking.opens, tracking.defaults.opens) },
          { label: t('clicks'), value: level(tracking.clicks, tracking.defaults.clicks) },
        ]}
      />
    </Section>
  );
}

const choices = ['default', ...trackingLevels] as const;
const schema = z.object({ opens: z.enum(choices), clicks: z.enum(choices), evidence: z.string().trim().max(4000) });
const given = (choice: (typeof choices)[number]) => (choice === 'default' ? null : choice);

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
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}

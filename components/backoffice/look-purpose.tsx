'use client';
import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';

const KEY = 'postino-look-purpose';
const schema = () =>
  import('#server/modules/backoffice/schemas.ts').then(({ deliverySearch }) => deliverySearch.pick({ purpose: true }));

/** Why this person looks, kept for as long as the browser's tab: asked once, sent with every look. */
export function usePurpose(): [string | null, (purpose: string | null) => void] {
  const [purpose, setPurpose] = useState<string | null>(null);
  useEffect(() => setPurpose(sessionStorage.getItem(KEY)), []);
  return [
    purpose,
    (next) => {
      if (next === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, next);
      setPurpose(next);
    },
  ];
}

/** Asks why, before anything of customers' recipients is shown. */
export function AskPurpose({ onGiven }: { onGiven: (purpose: string) => void }) {
  const t = useTranslations('backoffice.deliveries');
  const form = useZodForm(schema, { defaultValues: { purpose: '' } });
  return (
    <Section title={t('purposeTitle')}>
      <div className="grid max-w-[60ch] gap-4">
        <p className="text-pretty text-table text-ink-2">{t('purposeBody')}</p>
        <Form form={form} onSubmit={async ({ purpose }) => onGiven(purpose)}>
          <FormField name="purpose" label={t('purpose')} help={t('purposeHelp')}>
            <Input autoComplete="off" />
          </FormField>
          <div>
            <SubmitButton>{t('begin')}</SubmitButton>
          </div>
        </Form>
      </div>
    </Section>
  );
}

/** The purpose that every look carries, and the way to another. */
export function PurposeNotice({ purpose, onChange }: { purpose: string; onChange: () => void }) {
  const t = useTranslations('backoffice.deliveries');
  return (
    <Notice
      tone="accent"
      title={t('recorded')}
      action={
        <Button size="s" icon={<Eye />} onClick={onChange}>
          {t('otherPurpose')}
        </Button>
      }
    >
      <span className="wrap-anywhere">{purpose}</span>
    </Notice>
  );
}

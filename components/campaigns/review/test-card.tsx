'use client';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ContactPicker, type PickedContact } from '../contact-picker.tsx';

/** A few addresses, first one’s own, get the message at once; what each server answered is told. */
export function TestCard({ id, ownAddress }: { id: string; ownAddress: string }) {
  const t = useTranslations('campaigns.review');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const [text, setText] = useState(ownAddress);
  const [contact, setContact] = useState<PickedContact | null>(null);
  const send = useMutation(trpc.deliveries.testSend.mutationOptions());
  const addresses = text.split(/[,;\s]+/).filter((each) => each !== '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (addresses.length === 0 || addresses.length > 10) return;
    send.mutate({ campaignId: id, addresses, ...(contact ? { asContactId: contact.id } : {}) });
  }
  return (
    <Section title={t('test')} meta={t('testHelp')}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('testTo')} help={t('testToHelp')}>
            <Input
              value={text}
              inputMode="email"
              autoComplete="email"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Field label={t('testAs')}>
            <ContactPicker value={contact} onChange={setContact} />
          </Field>
        </div>
        <div>
          <Button
            type="submit"
            icon={<Send />}
            busy={send.isPending}
            disabled={addresses.length === 0 || addresses.length > 10}
          >
            {t('testSend')}
          </Button>
        </div>
        {send.isError && (
          <Notice tone="bad" live>
            {sentence(send.error)}
          </Notice>
        )}
        {send.data?.map((sent) => (
          <Notice key={sent.address} tone={sent.accepted ? 'good' : 'bad'} live>
            {sent.accepted
              ? t('testAccepted', { address: sent.address })
              : t('testRefused', { address: sent.address, answer: sent.answer || (sent.reason ?? '') })}
          </Notice>
        ))}
      </form>
    </Section>
  );
}

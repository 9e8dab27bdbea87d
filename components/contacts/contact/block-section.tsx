'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { useBlockReason } from '../block-reason.ts';
import type { ContactDetail } from './contact-types.ts';

/** What is known of the address, and the manual block. */
export function BlockSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts');
  const blockReason = useBlockReason();
  const { deliverability, block } = contact;
  const mayWrite = useMemberRight('contacts:write');
  const state = deliverability.state;
  return (
    <Section title={t('detail.deliverability')}>
      <div className="grid gap-3 text-table">
        <p>
          {state === 'ok' ? t('detail.deliverable') : t(`why.${state}`)}
          {deliverability.at && (
            <span className="block text-caption text-ink-3">
              <DateTime at={deliverability.at} style="full" />
            </span>
          )}
          {state === 'ok' && deliverability.softBounces > 0 && (
            <span className="block text-caption text-ink-3">
              {t('detail.softBounces', { count: deliverability.softBounces })}
            </span>
          )}
        </p>
        {block.at && (
          <p>
            {t('status.blocked')}
            <span className="block text-caption text-ink-3">
              <DateTime at={block.at} style="full" />
              {block.reason && ` · ${blockReason(block.reason)}`}
            </span>
          </p>
        )}
        {block.certified && <p>{t('why.certified-mail')}</p>}
        {mayWrite && <BlockActions contact={contact} />}
      </div>
    </Section>
  );
}

function BlockActions({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const field = useId();
  const [reason, setReason] = useState('');
  const after = { onSuccess: () => queries.invalidateQueries(trpc.contacts.pathFilter()) };
  const block = useMutation(trpc.contacts.block.mutationOptions(after));
  const unblock = useMutation(
    trpc.contacts.unblock.mutationOptions({
      ...after,
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  if (contact.block.at || contact.block.certified) {
    return (
      <Button
        size="s"
        className="justify-self-start"
        busy={unblock.isPending}
        onClick={() => unblock.mutate({ id: contact.id })}
      >
        {contact.block.at ? t('unblock') : t('allowCertified')}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button size="s" className="justify-self-start">
          {t('block')}
        </Button>
      }
      title={t('blockTitle')}
      confirmLabel={t('block')}
      onConfirm={async () => {
        await block.mutateAsync({ id: contact.id, reason });
      }}
    >
      <p className="mb-3">{t('blockBody')}</p>
      <Field label={t('blockReason')} optional>
        <Input id={field} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}

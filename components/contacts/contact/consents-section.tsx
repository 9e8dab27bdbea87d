'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { StatusBadge } from '../status-badge.tsx';
import type { ContactDetail, ContactTopic } from './contact-types.ts';
import { FormProof } from './form-proof.tsx';
import { useSetSubscription } from './use-set-subscription.ts';

const SubscribeDialog = whenOpened(() => import('./subscribe-dialog.tsx').then((module) => module.SubscribeDialog));

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

function Subscribe({ contact, topic }: Props) {
  const t = useTranslations('contacts.detail');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="s" onClick={() => setOpen(true)}>
        {t('subscribe')}
      </Button>
      <SubscribeDialog open={open} onOpenChange={setOpen} contact={contact} topic={topic} />
    </>
  );
}

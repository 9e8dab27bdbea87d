'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { SendingStatus } from '#server/modules/contacts/schemas.ts';

const tones: Record<SendingStatus, Tone> = {
  active: 'good',
  blocked: 'bad',
  'certified-mail': 'wait',
  undeliverable: 'bad',
  complained: 'bad',
  pending: 'wait',
  unsubscribed: 'neutral',
  'not-subscribed': 'neutral',
};

export function StatusBadge({ status }: { status: SendingStatus }) {
  const t = useTranslations('contacts.status');
  return <StateBadge tone={tones[status]}>{t(status)}</StateBadge>;
}

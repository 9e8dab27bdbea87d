'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import type { Tone } from '#components/ui/tone.ts';

export type PurchaseStateName = 'pending' | 'paid' | 'trial' | 'activated' | 'cancelled';

const tones: Record<PurchaseStateName | 'expired', Tone> = {
  pending: 'wait',
  paid: 'accent',
  trial: 'accent',
  activated: 'good',
  cancelled: 'neutral',
  expired: 'bad',
};

/** A purchase's state; one that could be activated but for its date says so. */
export function PurchaseBadge({ state, refusal }: { state: PurchaseStateName; refusal?: string | null }) {
  const t = useTranslations('backoffice.purchaseState');
  const shown = refusal === 'expired' && (state === 'paid' || state === 'trial') ? 'expired' : state;
  return <StateBadge tone={tones[shown]}>{t(shown)}</StateBadge>;
}

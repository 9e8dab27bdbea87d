'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { CampaignStateName } from '#server/modules/campaigns/schemas.ts';

const tones: Record<CampaignStateName, Tone> = {
  draft: 'neutral',
  in_review: 'wait',
  scheduled: 'neutral',
  overdue: 'bad',
  freezing: 'accent',
  sending: 'accent',
  suspended: 'bad',
  finished: 'good',
  closed: 'good',
  cancelled: 'neutral',
};

/** A campaign's state: a dot and a word. */
export function CampaignState({ state }: { state: CampaignStateName }) {
  const t = useTranslations('campaigns.state');
  return <StateBadge tone={tones[state]}>{t(state)}</StateBadge>;
}

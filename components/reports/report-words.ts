'use client';

import { useTranslations } from 'next-intl';
import type { Tone } from '#components/ui/tone.ts';
import type { ReportState } from '#server/modules/reports/schemas.ts';

const campaignTones: Record<string, Tone> = {
  sending: 'accent',
  freezing: 'accent',
  finished: 'good',
  closed: 'good',
  suspended: 'wait',
  overdue: 'wait',
};

export const campaignTone = (state: string): Tone => campaignTones[state] ?? 'neutral';

const deliveryTones: Partial<Record<ReportState, Tone>> = {
  accepted: 'good',
  delivered: 'good',
  bounced: 'bad',
  failed: 'bad',
  expired: 'bad',
  deferred: 'wait',
  uncertain: 'wait',
};

export const deliveryTone = (state: ReportState): Tone => deliveryTones[state] ?? 'neutral';

/** The words for states and reasons; what a newer server may add is written as it is. */
export function useStateWords() {
  const t = useTranslations('reports');
  return {
    campaign: (state: string) =>
      t.has(`states.${state}` as 'states.draft') ? t(`states.${state}` as 'states.draft') : state,
    step: (state: string) => (t.has(`steps.${state}` as 'steps.draft') ? t(`steps.${state}` as 'steps.draft') : state),
    delivery: (state: ReportState) => t(`delivery.${state}`),
    outcome: (outcome: string) =>
      t.has(`outcomes.${outcome}` as 'outcomes.accepted') ? t(`outcomes.${outcome}` as 'outcomes.accepted') : outcome,
    reason: (reason: string, count: number) =>
      t.has(`reasons.${reason}` as 'reasons.blocked')
        ? t(`reasons.${reason}` as 'reasons.blocked', { count })
        : t('reasons.other', { count, reason }),
    /** A reason by itself, without a count before it. */
    reasonName: (reason: string) =>
      t.has(`reasonNames.${reason}` as 'reasonNames.unknown-user')
        ? t(`reasonNames.${reason}` as 'reasonNames.unknown-user')
        : reason,
    resendTo: (to: string) =>
      t.has(`relatives.to.${to}` as 'relatives.to.failed') ? t(`relatives.to.${to}` as 'relatives.to.failed') : to,
  };
}

type ToldEvent = { kind: string; class: string; url: string | null };

/** What a recipient's event says, in words; null for a kind that this version does not know. */
export function useEventWords(): (event: ToldEvent) => string | null {
  const t = useTranslations('reports.events');
  return (event) => {
    const url = event.url ?? '';
    switch (event.kind) {
      case 'click':
        return t(event.class === 'machine' ? 'clickMachine' : 'click', { url });
      case 'open':
        if (event.class === 'machine') return t('openMachine');
        return t(event.class === 'unknowable' ? 'openUnknowable' : 'open');
      case 'unsubscribe':
      case 'tracking-off':
      case 'view':
        return t(event.kind);
      default:
        return null;
    }
  };
}

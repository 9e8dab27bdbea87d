import type { CampaignState } from '#server/db/generated/enums.ts';

/**
 * The life of a campaign. `suspended → freezing` is the way on for one that was suspended before its
 * audience could be frozen; back to `in_review` goes what needs an approval that it has not, or not for its new time; `overdue` asks a person, who schedules it anew or lets it go: its time was missed, or the month's messages did
 * not suffice for it (`freezing → overdue`).
 */
export const campaignSteps = {
  draft: ['in_review', 'scheduled', 'cancelled'],
  in_review: ['draft', 'scheduled', 'cancelled'],
  scheduled: ['draft', 'in_review', 'overdue', 'freezing', 'cancelled'],
  overdue: ['draft', 'in_review', 'scheduled', 'cancelled'],
  freezing: ['sending', 'suspended', 'overdue', 'cancelled'],
  sending: ['suspended', 'finished', 'cancelled'],
  suspended: ['sending', 'freezing', 'cancelled'],
  finished: ['closed'],
  closed: [],
  cancelled: [],
} as const satisfies Record<CampaignState, readonly CampaignState[]>;

/** Whether the state machine has this arrow. */
export function mayMove(from: CampaignState, to: CampaignState): boolean {
  return (campaignSteps[from] as readonly CampaignState[]).includes(to);
}

/** Whether nothing leads on from this state. */
export function isLast(state: CampaignState): boolean {
  return campaignSteps[state].length === 0;
}

/** Whether what is sent may still be changed. */
export function isEditable(state: CampaignState): boolean {
  return state === 'draft' || state === 'in_review';
}

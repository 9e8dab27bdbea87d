/** Beside which others a campaign is put: up to three, and the workspace's last so many. */
export const MOST_COMPARED = 3;
export const averageOver = [5, 10, 20] as const;

/** What recipients can be narrowed to: by what became of the message, or by what they did. */
export const recipientFilters = [
  'reached',
  'opened',
  'clicked',
  'unsubscribed',
  'complained',
  'forwarded',
  'bounced',
  'failed',
  'waiting',
  'skipped',
  'uncertain',
] as const;
export type RecipientFilter = (typeof recipientFilters)[number];

/** Upper limits in seconds of the steps in which delays are told; the last step has none. */
export const delayLimits = [
  300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400, 172_800, 345_600, 604_800,
] as const;

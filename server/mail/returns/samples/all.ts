import { deliveryStatuses } from './delivery-statuses.ts';
import { certifiedMail, feedbackReports } from './feedback-reports.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import type { Sample } from './sample.ts';

export type { Sample } from './sample.ts';

export const samples: Sample[] = [...deliveryStatuses, ...feedbackReports, ...certifiedMail, ...notices, ...people];

/** Samples hold characters; those with Latin-1 bytes say so in their name. */
export function bytesOf({ name, raw }: Sample): Uint8Array {
  return Buffer.from(raw, name.includes('Latin-1') ? 'latin1' : 'utf8');
}

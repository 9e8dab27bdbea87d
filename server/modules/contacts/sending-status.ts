import type { SendingStatus } from './schemas.ts';

/** Why an erased address stays blocked: it had said that it wants no mail. A new consent lifts it. */
export const UNSUBSCRIBED_BEFORE_ERASURE = 'unsubscribed-before-erasure';

/** How a block begins that a suppression list brought; a list's own reason follows after a colon. */
export const SUPPRESSION_LIST = 'suppression-list';

export type StatusFacts = {
  subscription: 'pending' | 'subscribed' | 'unsubscribed' | null;
  deliverability: 'ok' | 'undeliverable' | 'complained';
  blocked: boolean;
  /** Certified mail that nobody allowed. */
  certified: boolean;
};
/** `spokenBy` is the one of the three that decides; for `active` it is the subscription that allows it. */
export type DerivedStatus = { status: SendingStatus; spokenBy: 'block' | 'deliverability' | 'subscription' };

/**
 * The sending status that a customer sees, from the three things that are not one. The same order as the eligibility
 * predicate (eligibility.sql.ts); a test holds the two equal.
 */
export function sendingStatus(facts: StatusFacts): DerivedStatus {
  if (facts.blocked) return { status: 'blocked', spokenBy: 'block' };
  if (facts.certified) return { status: 'certified-mail', spokenBy: 'block' };
  if (facts.deliverability !== 'ok') return { status: facts.deliverability, spokenBy: 'deliverability' };
  if (facts.subscription === 'subscribed') return { status: 'active', spokenBy: 'subscription' };
  return { status: facts.subscription ?? 'not-subscribed', spokenBy: 'subscription' };
}

/** Who speaks, from a status alone. */
export function spokenBy(status: SendingStatus): DerivedStatus['spokenBy'] {
  if (status === 'blocked' || status === 'certified-mail') return 'block';
  return status === 'undeliverable' || status === 'complained' ? 'deliverability' : 'subscription';
}

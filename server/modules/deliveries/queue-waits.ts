import type { Campaign } from '#server/db/generated/client.ts';
import { domainOfAddress } from '#shared/campaign-checks.ts';
import { readZonedTime, writeZonedTime } from '#shared/zoned-time.ts';
import type { Hold } from './hold.ts';

/** Why a campaign of the queue does not move, and until when where that is known. */
export type QueueWait =
  | { kind: 'time'; until: Date }
  /** Its time was missed, or the month's messages did not suffice: a person decides. `why`: missed, quota-exceeded or a hold. */
  | { kind: 'overdue'; since: Date | null; why: string | null }
  /** A second person's approval; `until` is when it is wanted, null as soon as it is approved. */
  | { kind: 'review'; asker: string; since: Date; until: Date | null; reviewers: number }
  /** `why`: what suspended it, null for a person, who may have left a note. */
  | { kind: 'suspended'; since: Date; why: string | null; by: string; note: string | null }
  /** Another of the workspace's is served first. */
  | { kind: 'behind'; id: string; name: string; until: Date | null }
  /** Refused for now by the receiving servers (`domain`: whose, null for several); `until` is the next try. */
  | { kind: 'retries'; domain: string | null; rows: number; until: Date; reason: string }
  /** The month's messages are used up. */
  | { kind: 'quota'; limit: number; until: Date }
  | { kind: 'domain'; domain: string }
  | { kind: 'workspace'; why: Exclude<Hold, 'domain-unverified'> }
  /** No process sends at the moment. */
  | { kind: 'worker' };

export type QueueFacts = {
  campaign: Pick<Campaign, 'state' | 'stateAt' | 'scheduledAt' | 'fromAddress'>;
  /** How it came to its present state. */
  step: { why: string | null; actorName: string } | null;
  review: { askerName: string; askedAt: Date; scheduledAt: Date | null; reviewers: number } | null;
  /** What is served before it, until when. */
  ahead: { id: string; name: string; until: Date | null } | null;
  retries: readonly { domain: string | null; rows: number; until: Date; reason: string }[];
  hold: Exclude<Hold, 'domain-unverified'> | null;
  verifiedDomains: readonly string[];
  /** `left` null: no limit. */
  quota: { limit: number; left: number; renewsAt: Date } | null;
  /** It should move, and no process does it. */
  unattended: boolean;
};

/** A person's own words stand behind this in a step's reason, apart from the reasons that the platform has words for. */
export const NOTE = 'note: ';

/** What a campaign waits for; what is nearest to it last. Pure. */
export function waitsOf(facts: QueueFacts): QueueWait[] {
  const { campaign, step, review, ahead, hold, quota } = facts;
  const { state, stateAt, scheduledAt } = campaign;
  const waits: QueueWait[] = [];
  const why = step?.why ?? null;
  if (state === 'scheduled' && scheduledAt) waits.push({ kind: 'time', until: scheduledAt });
  if (state === 'overdue') waits.push({ kind: 'overdue', since: scheduledAt, why: codeOf(why) });
  if (review)
    waits.push({
      kind: 'review',
      asker: review.askerName,
      since: review.askedAt,
      until: review.scheduledAt,
      reviewers: review.reviewers,
    });
  if (state === 'suspended') {
    const note = why?.startsWith(NOTE) ? why.slice(NOTE.length) : null;
    waits.push({ kind: 'suspended', since: stateAt, why: codeOf(why), by: step?.actorName ?? '', note });
  }
  // What waits for a person waits for nothing else yet.
  if (hold !== null && state !== 'overdue' && state !== 'in_review') waits.push({ kind: 'workspace', why: hold });
  const domain = domainOfAddress(campaign.fromAddress);
  const beforeSending = state === 'scheduled' || state === 'overdue' || state === 'in_review';
  if (beforeSending && domain !== '' && !facts.verifiedDomains.includes(domain)) waits.push({ kind: 'domain', domain });
  if (quota && waitsForQuota(campaign, why, quota))
    waits.push({ kind: 'quota', limit: quota.limit, until: quota.renewsAt });
  if (ahead) waits.push({ kind: 'behind', ...ahead });
  for (const { domain: at, rows, until, reason } of facts.retries)
    waits.push({ kind: 'retries', domain: at, rows, until, reason });
  if (facts.unattended) waits.push({ kind: 'worker' });
  return waits;
}

function waitsForQuota(
  { state, scheduledAt }: QueueFacts['campaign'],
  why: string | null,
  quota: NonNullable<QueueFacts['quota']>,
): boolean {
  if (state === 'overdue') return codeOf(why) === 'quota-exceeded';
  return state === 'scheduled' && quota.left === 0 && (scheduledAt?.getTime() ?? 0) < quota.renewsAt.getTime();
}

/** `KIND: REASON` as the freeze writes it, by its most exact part; null for what a person did. */
function codeOf(why: string | null): string | null {
  if (why === null || why.startsWith(NOTE)) return null;
  return why.split(': ').at(-1) ?? null;
}

/** When the next calendar month of a zone begins: a month's messages are counted by it. Pure. */
export function nextMonth(now: Date, timeZone: string): Date {
  const [year = 0, month = 0] = writeZonedTime(now, timeZone).split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 16);
  return readZonedTime(next, timeZone)?.at ?? new Date(Date.UTC(year, month, 1));
}

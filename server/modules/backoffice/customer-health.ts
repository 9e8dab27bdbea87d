import type { HealthLevel, HealthReason } from './schemas.ts';

/** What a customer's health is judged by; counts of the last 30 days where they are of messages. */
export type HealthFacts = {
  state: 'active' | 'suspended' | 'ended';
  sent: number;
  bounced: number;
  complained: number;
  overdue: number;
  failedJobs: number;
  unverifiedDomains: number;
  openFlags: number;
};

/** Rates in percent; below `leastMessages` no rate says anything. */
export type HealthLimits = {
  leastMessages: number;
  bounceWatch: number;
  bounceBad: number;
  complaintWatch: number;
  complaintBad: number;
};

/** One rate against its two limits, or null where it is well. */
function rated(kind: 'bounces' | 'complaints', share: number, watch: number, bad: number): HealthReason | null {
  const percent = share * 100;
  if (percent < watch) return null;
  return { kind, level: percent >= bad ? 2 : 1, share };
}

const counted = (kind: HealthReason['kind'], level: 1 | 2, count: number): HealthReason | null =>
  count > 0 ? { kind, level, count } : null;

/** The worst of all that is known, each with its reason, the worst first. Pure. */
export function judgeHealth(facts: HealthFacts, limits: HealthLimits): { level: HealthLevel; reasons: HealthReason[] } {
  const enough = facts.sent >= limits.leastMessages;
  const share = (count: number) => (facts.sent === 0 ? 0 : count / facts.sent);
  const suspended: HealthReason | null = facts.state === 'suspended' ? { kind: 'suspended', level: 2 } : null;
  const reasons = [
    suspended,
    enough ? rated('bounces', share(facts.bounced), limits.bounceWatch, limits.bounceBad) : null,
    enough ? rated('complaints', share(facts.complained), limits.complaintWatch, limits.complaintBad) : null,
    counted('overdue', 1, facts.overdue),
    counted('failed-jobs', 1, facts.failedJobs),
    counted('flags', 1, facts.openFlags),
    counted('domains', 1, facts.unverifiedDomains),
  ].filter((reason) => reason !== null);
  reasons.sort((a, b) => b.level - a.level);
  return { level: reasons[0]?.level ?? 0, reasons };
}

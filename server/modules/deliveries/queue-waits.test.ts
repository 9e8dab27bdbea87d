import { describe, expect, it } from 'vitest';
import { nextMonth, type QueueFacts, waitsOf } from './queue-waits.ts';

const now = new Date('2026-11-20T10:00:00Z');
const later = new Date('2026-11-21T08:00:00Z');

type Given = Partial<Omit<QueueFacts, 'campaign'>> & Partial<QueueFacts['campaign']>;
function waits({ state = 'sending', scheduledAt = null, ...facts }: Given) {
  return waitsOf({
    campaign: { state, stateAt: now, scheduledAt, fromAddress: 'noi@lungofiume.example' },
    ...{ step: null, review: null, ahead: null, retries: [], hold: null, quota: null, unattended: false },
    verifiedDomains: ['lungofiume.example'],
    ...facts,
  });
}
const quota = (left: number) => ({ limit: 50, left, renewsAt: new Date('2026-11-30T23:00:00Z') });
const step = (why: string | null) => ({ why, actorName: 'Marta' });

describe('why a campaign waits', () => {
  it('is nothing while it moves', () => expect(waits({})).toEqual([]));

  it('is its time', () => {
    expect(waits({ state: 'scheduled', scheduledAt: later })).toEqual([{ kind: 'time', until: later }]);
  });

  it('is a decision, with what was missed', () => {
    expect(waits({ state: 'overdue', scheduledAt: now, step: step('missed') })).toEqual([
      { kind: 'overdue', since: now, why: 'missed' },
    ]);
  });

  it('is a second person', () => {
    const review = { askerName: 'Paolo', askedAt: now, scheduledAt: later, reviewers: 2 };
    expect(waits({ state: 'in_review', review })).toEqual([
      { kind: 'review', asker: 'Paolo', since: now, until: later, reviewers: 2 },
    ]);
  });

  it('is whoever suspended it, with their words, or what did', () => {
    const suspended = { kind: 'suspended', since: now, by: 'Marta' };
    expect(waits({ state: 'suspended', step: step('note: c’è un refuso: “qui”') })).toEqual([
      { ...suspended, why: null, note: 'c’è un refuso: “qui”' },
    ]);
    expect(waits({ state: 'suspended', step: step('invalid-input: document') })).toEqual([
      { ...suspended, why: 'document', note: null },
    ]);
  });

  it('is the month’s quota, where its time comes before the next month', () => {
    const until = quota(0).renewsAt;
    expect(waits({ state: 'scheduled', scheduledAt: later, quota: quota(0) })).toContainEqual({
      kind: 'quota',
      limit: 50,
      until,
    });
    expect(waits({ state: 'scheduled', scheduledAt: until, quota: quota(0) })).toHaveLength(1);
    expect(waits({ state: 'scheduled', scheduledAt: later, quota: quota(1) })).toHaveLength(1);
    expect(waits({ state: 'overdue', step: step('quota-exceeded: x'), quota: quota(9) })).toHaveLength(1);
    expect(waits({ state: 'overdue', step: step('quota-exceeded'), quota: quota(9) })).toHaveLength(2);
  });

  it('is an unverified domain before it begins, and not after', () => {
    const nothing = { verifiedDomains: [] };
    expect(waits({ state: 'scheduled', scheduledAt: later, ...nothing })).toContainEqual({
      kind: 'domain',
      domain: 'lungofiume.example',
    });
    expect(waits(nothing)).toEqual([]);
  });

  it('is another campaign, the servers that refuse for now, a suspended workspace, or nobody at work', () => {
    const ahead = { id: 'x', name: 'Prima', until: later };
    const retries = [{ domain: 'gmail.com', rows: 3, until: later, reason: 'throttled' }];
    expect(waits({ ahead, retries, hold: 'workspace-suspended', unattended: true }).map(({ kind }) => kind)).toEqual([
      'workspace',
      'behind',
      'retries',
      'worker',
    ]);
  });
});

describe('the next month', () => {
  it.each([
    ['2026-11-20T10:00:00Z', 'Europe/Rome', '2026-11-30T23:00:00.000Z'],
    ['2026-11-30T23:30:00Z', 'Europe/Rome', '2026-12-31T23:00:00.000Z'],
    ['2026-12-31T22:30:00Z', 'Europe/Rome', '2026-12-31T23:00:00.000Z'],
    ['2027-03-01T00:00:00Z', 'Europe/Rome', '2027-03-31T22:00:00.000Z'],
    ['2026-11-30T23:30:00Z', 'America/New_York', '2026-12-01T05:00:00.000Z'],
  ])('after %s in %s begins at %s', (at, zone, expected) => {
    expect(nextMonth(new Date(at), zone).toISOString()).toBe(expected);
  });
});

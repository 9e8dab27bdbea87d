import { describe, expect, it } from 'vitest';
import { type DerivedStatus, sendingStatus, spokenBy } from './sending-status.ts';

const fine = { subscription: 'subscribed', deliverability: 'ok', blocked: false, certified: false } as const;

describe('the sending status says which of the three speaks', () => {
  it.each<[Partial<Parameters<typeof sendingStatus>[0]>, DerivedStatus['status'], DerivedStatus['spokenBy']]>([
    [{}, 'active', 'subscription'],
    [{ subscription: 'pending' }, 'pending', 'subscription'],
    [{ subscription: 'unsubscribed' }, 'unsubscribed', 'subscription'],
    [{ subscription: null }, 'not-subscribed', 'subscription'],
    [{ deliverability: 'undeliverable' }, 'undeliverable', 'deliverability'],
    [{ deliverability: 'complained', subscription: 'unsubscribed' }, 'complained', 'deliverability'],
    [{ certified: true, deliverability: 'undeliverable' }, 'certified-mail', 'block'],
    [{ blocked: true, certified: true, deliverability: 'complained', subscription: null }, 'blocked', 'block'],
  ])('%o', (facts, status, speaker) => {
    expect(sendingStatus({ ...fine, ...facts })).toEqual({ status, spokenBy: speaker });
    expect(spokenBy(status)).toBe(speaker);
  });
});

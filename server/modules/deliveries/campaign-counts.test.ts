import { describe, expect, it } from 'vitest';
import { sumCounts } from './campaign-counts.ts';

const now = new Date('2026-11-20T10:00:00Z');

describe('the counts of a campaign', () => {
  const rows = [
    { state: 'accepted', reason: null, count: 600, recent: 300 },
    { state: 'bounced', reason: 'unknown-user', count: 10, recent: 0 },
    { state: 'skipped', reason: 'unsubscribed', count: 40, recent: 40 },
    { state: 'queued', reason: null, count: 340, recent: 5 },
    { state: 'committing', reason: null, count: 10, recent: 10 },
  ] as const;

  it('sum to the audience', () => {
    const { audience, states, reasons } = sumCounts([...rows], now, 600);
    expect(audience).toBe(1000);
    expect(Object.values(states).reduce((a, b) => a + b, 0)).toBe(1000);
    expect(reasons).toEqual([
      { state: 'skipped', reason: 'unsubscribed', count: 40 },
      { state: 'bounced', reason: 'unknown-user', count: 10 },
    ]);
  });

  it('tell the rate over the last half minute from rows that were answered', () => {
    const { perSecond, expectedEnd } = sumCounts([...rows], now, 600);
    expect(perSecond).toBe(10);
    expect(expectedEnd).toEqual(new Date('2026-11-20T10:00:35Z'));
  });

  it('measure over less while the campaign is younger', () => {
    expect(sumCounts([...rows], now, 10).perSecond).toBe(30);
  });

  it('promise no end when nothing moves', () => {
    expect(sumCounts([{ ...rows[3], recent: 0 }], now, 600)).toMatchObject({ perSecond: 0, expectedEnd: null });
  });
});

import { describe, expect, it } from 'vitest';
import { demoCampaigns } from './demo-campaigns.ts';
import { romeTime, startingAt, whenAwake } from './demo-time.ts';

const now = new Date('2026-11-22T03:10:00Z');

describe('the demo’s times', () => {
  it.each([
    [-1, '18:00', '2026-11-21T17:00:00.000Z'],
    [-40, '10:15', '2026-10-13T08:15:00.000Z'],
    [5, '10:00', '2026-11-27T09:00:00.000Z'],
  ])('%i days away at %s in Rome is %s', (day, clock, at) => {
    expect(romeTime(now, day, clock).toISOString()).toBe(at);
  });

  it.each([
    ['2026-11-22T00:30:00Z', '2026-11-22T06:00:00.000Z'],
    ['2026-11-22T05:29:00Z', '2026-11-22T08:29:30.000Z'],
    ['2026-11-22T05:30:00Z', '2026-11-22T05:30:00.000Z'],
    ['2026-11-21T23:20:00Z', '2026-11-21T23:20:00.000Z'],
  ])('who would read at %s reads at %s', (wanted, read) => {
    expect(new Date(whenAwake(Date.parse(wanted))).toISOString()).toBe(read);
  });

  it('give each campaign that is not a draft an hour of its own, within the day', () => {
    const clocks = demoCampaigns.filter(({ state }) => state !== 'draft').map(({ clock }) => clock);
    expect(new Set(clocks).size).toBe(clocks.length);
    expect(clocks.every((clock) => clock >= '08:00' && clock <= '19:00')).toBe(true);
  });

  it('go on from where they start', () => {
    let tick = now.getTime();
    const moved = startingAt({ now: () => new Date(tick) }, new Date('2026-09-01T07:30:00Z'));
    tick += 5_000;
    expect(moved.now().toISOString()).toBe('2026-09-01T07:30:05.000Z');
  });
});

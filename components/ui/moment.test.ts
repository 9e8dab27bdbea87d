import { describe, expect, it } from 'vitest';
import { formatMoment, type MomentStyle } from './moment.ts';

const context = {
  now: new Date('2026-11-21T22:30:00Z'),
  locale: 'it',
  timeZone: 'Europe/Rome',
  today: 'oggi',
  tomorrow: 'domani',
  yesterday: 'ieri',
};
const write = (at: string, style: MomentStyle = 'short', zone = 'Europe/Rome') =>
  formatMoment(new Date(at), style, { ...context, timeZone: zone });

describe('a moment in a list', () => {
  it.each([
    ['the same day', '2026-11-21T09:05:00Z', 'oggi, 10:05'],
    ['after midnight in Rome, though not in UTC', '2026-11-21T23:05:00Z', 'domani, 00:05'],
    ['the day before', '2026-11-20T09:05:00Z', 'ieri, 10:05'],
    ['within a week', '2026-11-26T08:00:00Z', 'gio 26 nov, 09:00'],
    ['in the same year', '2026-10-12T08:00:00Z', '12 ott'],
    ['in another year', '2025-10-12T08:00:00Z', '12 ott 2025'],
    ['in summer time', '2026-07-01T08:00:00Z', '1 lug'],
  ])('%s', (_name, at, text) => expect(write(at)).toBe(text));

  it('follows the zone, not the machine', () =>
    expect(write('2026-11-21T23:05:00Z', 'short', 'UTC')).toBe('oggi, 23:05'));
  it('always has the time when full', () => expect(write('2026-10-12T08:00:00Z', 'full')).toBe('12 ott, 10:00'));
  it('never has the time when a day', () => expect(write('2026-11-20T09:05:00Z', 'day')).toBe('ieri'));
  it.each([
    ['2026-11-21T22:29:50Z', 'ora'],
    ['2026-11-21T22:28:00Z', '2 minuti fa'],
    ['2026-11-24T22:30:00Z', 'tra 3 giorni'],
  ])('says how far away %s is', (at, text) => expect(write(at, 'relative')).toBe(text));
});

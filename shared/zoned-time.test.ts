import { describe, expect, it } from 'vitest';
import { readZonedTime, writeZonedTime } from './zoned-time.ts';

describe('a time of day in a zone', () => {
  const cases: [string, string, string, boolean][] = [
    ['2026-11-26T09:00', 'Europe/Rome', '2026-11-26T08:00:00.000Z', false],
    ['2026-07-01T09:00', 'Europe/Rome', '2026-07-01T07:00:00.000Z', false],
    // Autumn: 02:30 comes twice, the first under summer time.
    ['2026-10-25T02:30', 'Europe/Rome', '2026-10-25T00:30:00.000Z', false],
    // Spring: clocks go from 02:00 to 03:00.
    ['2027-03-28T02:30', 'Europe/Rome', '2027-03-28T01:30:00.000Z', true],
    ['2027-03-28T03:00', 'Europe/Rome', '2027-03-28T01:00:00.000Z', false],
    ['2026-11-26T00:00', 'Pacific/Auckland', '2026-11-25T11:00:00.000Z', false],
    ['2026-11-26T09:00', 'Asia/Kathmandu', '2026-11-26T03:15:00.000Z', false],
    ['2026-11-26T09:00', 'UTC', '2026-11-26T09:00:00.000Z', false],
  ];
  it.each(cases)('%s in %s is %s', (wall, zone, instant, moved) => {
    const read = readZonedTime(wall, zone);
    expect(read?.at.toISOString()).toBe(instant);
    expect(read?.moved).toBe(moved);
  });

  it('that was skipped is written as the hour after', () => {
    const read = readZonedTime('2027-03-28T02:30', 'Europe/Rome');
    expect(writeZonedTime(read?.at ?? new Date(0), 'Europe/Rome')).toBe('2027-03-28T03:30');
  });

  it('is the same again when it is written and read', () => {
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const at = new Date(Date.UTC(2026, 0, 1, hour));
      const back = readZonedTime(writeZonedTime(at, 'Europe/Rome'), 'Europe/Rome');
      const apart = Math.abs((back?.at.getTime() ?? 0) - at.getTime());
      expect(apart === 0 || apart === 3_600_000).toBe(true);
    }
  });

  it.each(['', 'domani', '2026-13-01T09:00', '2026-11-26', '2026-11-26T09:00Z'])('“%s” is none', (wall) => {
    expect(readZonedTime(wall, 'Europe/Rome')).toBeNull();
  });
});

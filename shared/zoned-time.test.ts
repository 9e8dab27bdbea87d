import { describe, expect, it } from 'vitest';
import { readZonedTime, writeOffset, writeZonedTime, zonedTimes } from './zoned-time.ts';

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

describe('what a time of day can mean', () => {
  const cases: [string, string, string, string[]][] = [
    ['2026-10-25T01:59', 'Europe/Rome', 'once', ['2026-10-24T23:59:00.000Z']],
    ['2026-10-25T02:00', 'Europe/Rome', 'twice', ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']],
    ['2026-10-25T02:59', 'Europe/Rome', 'twice', ['2026-10-25T00:59:00.000Z', '2026-10-25T01:59:00.000Z']],
    ['2026-10-25T03:00', 'Europe/Rome', 'once', ['2026-10-25T02:00:00.000Z']],
    ['2027-03-28T01:59', 'Europe/Rome', 'once', ['2027-03-28T00:59:00.000Z']],
    // 02:30 is nowhere: half an hour before the gap it is 01:30, half an hour after it 03:30.
    ['2027-03-28T02:30', 'Europe/Rome', 'never', ['2027-03-28T00:30:00.000Z', '2027-03-28T01:30:00.000Z']],
    ['2027-03-28T03:00', 'Europe/Rome', 'once', ['2027-03-28T01:00:00.000Z']],
    // Half an hour only.
    ['2027-04-04T01:45', 'Australia/Lord_Howe', 'twice', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
    ['2026-11-01T01:30', 'America/New_York', 'twice', ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']],
    ['2026-11-26T09:00', 'UTC', 'once', ['2026-11-26T09:00:00.000Z']],
  ];
  it.each(cases)('%s in %s is there %s', (wall, zone, kind, instants) => {
    const read = zonedTimes(wall, zone);
    expect(read?.kind).toBe(kind);
    const found = read === null ? [] : read.kind === 'once' ? [read.at] : read.choices;
    expect(found.map((at) => at.toISOString())).toEqual(instants);
  });
});

describe('an offset', () => {
  it.each([
    ['2026-11-26T09:00:00Z', 'Europe/Rome', 'UTC+1'],
    ['2026-07-26T09:00:00Z', 'Europe/Rome', 'UTC+2'],
    ['2026-07-26T09:00:00Z', 'Europe/London', 'UTC+1'],
    ['2026-11-26T09:00:00Z', 'Europe/London', 'UTC'],
    ['2026-11-26T09:00:00.500Z', 'Asia/Kathmandu', 'UTC+5:45'],
    ['2026-11-26T09:00:00Z', 'America/St_Johns', 'UTC−3:30'],
  ])('at %s in %s is %s', (at, zone, expected) => expect(writeOffset(new Date(at), zone)).toBe(expected));
});

import { describe, expect, it } from 'vitest';
import { formatBytes, formatPercent, formatPercentRange, formatWhole } from './number-format.ts';

describe('numbers', () => {
  it.each([
    ['it', 4318, '4.318'],
    ['it', 89072, '89.072'],
    ['en', 4318, '4,318'],
    ['it', 0, '0'],
  ])('%s writes %d as %s', (locale, value, text) => expect(formatWhole(locale, value)).toBe(text));

  it.each([
    ['it', 0.979, '97,9\u00a0%'],
    ['en', 0.979, '97.9%'],
    ['it', 1, '100,0\u00a0%'],
  ])('%s writes the share %d as %s', (locale, value, text) => expect(formatPercent(locale, value)).toBe(text));

  it.each([
    [0.38, 0.44, '38–44\u00a0%'],
    [0.381, 0.384, '38\u00a0%'],
  ])('writes an interval from %d to %d as %s', (low, high, text) =>
    expect(formatPercentRange('it', low, high)).toBe(text),
  );

  it.each([
    [0, '0\u00a0byte'],
    [999, '999\u00a0byte'],
    [1000, '1,0\u00a0kB'],
    [1_900_000, '1,9\u00a0MB'],
    [102_000, '102\u00a0kB'],
    [999_999, '1,0\u00a0MB'],
    [99_960, '100\u00a0kB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes('it', bytes)).toBe(text));
});

import { expect, it } from 'vitest';
import { centsOf, typedEuro } from './euro-input.ts';

it.each([
  ['0', 0],
  ['29', 2_900],
  ['29,5', 2_950],
  ['29.50', 2_950],
  ['1.234,50 €', 123_450],
  ['1,234.50', 123_450],
  ['2.000', 200_000],
  ['', null],
  ['-1', null],
  ['1,234,5', null],
  ['29,555,1', null],
  ['1e3', null],
])('%j is %j cents', (text, cents) => {
  expect(centsOf(text)).toBe(cents);
});

it.each([0, 5, 2_900, 2_950, 123_456])('%i cents survive being shown and read in both languages', (cents) => {
  expect(centsOf(typedEuro(cents, 'it'))).toBe(cents);
  expect(centsOf(typedEuro(cents, 'en'))).toBe(cents);
});

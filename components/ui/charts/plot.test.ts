import { expect, it } from 'vitest';
import { linePoints, ticksFor } from './plot.ts';

it('draws from left to right, zero at the foot and the most at the top', () => {
  expect(linePoints([0, 5, 10], 10)).toBe('0,1000 500,500 1000,0');
});

it('draws a single value as a level line, and nothing counted as the foot', () => {
  expect(linePoints([4], 8)).toBe('0,500 1000,500');
  expect(linePoints([0, 0], 0)).toBe('0,1000 1000,1000');
});

it('writes the first and the last value, and steps between that are nearly equal', () => {
  expect(ticksFor(0)).toEqual([]);
  expect(ticksFor(1)).toEqual([0]);
  expect(ticksFor(3)).toEqual([0, 1, 2]);
  expect(ticksFor(38)).toEqual([0, 6, 12, 19, 25, 31, 37]);
});

import { describe, expect, it } from 'vitest';
import { nextSort, rowForKey, toggleRange } from './table-keys.ts';

describe('moving among rows', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 0, 0],
    ['k', 3, 2],
    ['End', 1, 4],
    ['Home', 4, 0],
    ['Enter', 1, undefined],
  ])('%s on row %d of five goes to %s', (key, index, to) => expect(rowForKey(key, index, 5)).toBe(to));
});

describe('selecting rows', () => {
  const keys = ['a', 'b', 'c', 'd'];
  it('adds one', () => expect([...toggleRange(new Set(['a']), keys, 2, undefined)]).toEqual(['a', 'c']));
  it('takes one away', () => expect([...toggleRange(new Set(['a', 'c']), keys, 2, undefined)]).toEqual(['a']));
  it('adds a range upwards', () => expect([...toggleRange(new Set(['d']), keys, 1, 3)]).toEqual(['d', 'b', 'c']));
  it('clears a range when its end was selected', () =>
    expect([...toggleRange(new Set(keys), keys, 3, 1)]).toEqual(['a']));
  it('leaves the given set alone', () => {
    const before = new Set(['a']);
    toggleRange(before, keys, 1, undefined);
    expect(before.size).toBe(1);
  });
});

describe('sorting by a header', () => {
  it('starts ascending', () => expect(nextSort(undefined, 'name')).toEqual({ by: 'name', direction: 'asc' }));
  it('turns round on the second press', () =>
    expect(nextSort({ by: 'name', direction: 'asc' }, 'name').direction).toBe('desc'));
  it('starts ascending on another column', () =>
    expect(nextSort({ by: 'name', direction: 'asc' }, 'when').direction).toBe('asc'));
});

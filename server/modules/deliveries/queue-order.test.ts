import { describe, expect, it } from 'vitest';
import { placedAfter, queueOrder } from './queue-order.ts';

const campaign = (id: string, priority: number, minute: number | null) => ({
  id,
  priority,
  startedAt: minute === null ? null : new Date(Date.UTC(2026, 10, 22, 9, minute)),
});
const order = (...all: ReturnType<typeof campaign>[]) => queueOrder(all).map(({ id }) => id);

describe('the order of the queue', () => {
  it('is by priority, then by who began earlier', () => {
    expect(order(campaign('a', 0, 5), campaign('b', 0, 1), campaign('c', -1, 9))).toEqual(['c', 'b', 'a']);
  });

  it('puts whoever comes later behind those that were placed', () => {
    expect(order(campaign('new', 0, 9), campaign('a', -1, 5), campaign('b', -2, 7))).toEqual(['b', 'a', 'new']);
  });

  it('is the same every time for campaigns of one moment', () => {
    expect(order(campaign('b', 0, 1), campaign('a', 0, 1))).toEqual(['a', 'b']);
  });
});

describe('a place in the queue', () => {
  const cases: [string, string, string | null, string][] = [
    ['to the front', 'c', null, 'cab'],
    ['behind the first', 'c', 'a', 'acb'],
    ['to the end', 'a', 'c', 'bca'],
    ['where it is', 'b', 'a', 'abc'],
    ['behind itself', 'b', 'b', 'abc'],
    ['behind nobody known', 'b', 'x', 'abc'],
    ['of nobody known', 'x', 'a', 'abc'],
  ];
  it.each(cases)('is given %s', (_, id, after, expected) => {
    expect(placedAfter(['a', 'b', 'c'], id, after).join('')).toBe(expected);
  });
});

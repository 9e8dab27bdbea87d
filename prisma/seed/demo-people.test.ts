import { describe, expect, it } from 'vitest';
import { demoPeople } from './demo-people.ts';

describe('the people of the demo', () => {
  const people = demoPeople();

  it('are 1,200, each with an address of their own', () => {
    expect(people).toHaveLength(1_200);
    expect(new Set(people.map(({ address }) => address)).size).toBe(1_200);
    expect(people.every(({ address }) => /^[a-z]+\.[a-z]+@[a-z]+\.example$/.test(address))).toBe(true);
  });

  it('are nobody’s namesake, but for three who are written down twice with the same provider', () => {
    const pairs = [...Map.groupBy(people, ({ firstName, lastName }) => `${firstName} ${lastName}`).values()].filter(
      (namesakes) => namesakes.length > 1,
    );
    expect(pairs.map((pair) => pair.length)).toEqual([2, 2, 2]);
    for (const pair of pairs) expect(new Set(pair.map(({ address }) => address.split('@')[1])).size).toBe(1);
  });

  it('are the same ones each time', () => {
    expect(demoPeople()).toEqual(people);
  });
});

import { describe, expect, it } from 'vitest';
import { dropPlace, placeOf, stepFrom, without } from './group-order.ts';

//  A
//    B
//      C
//    D
//  E
const rows = [
  { id: 'A', parentId: null, depth: 0 },
  { id: 'B', parentId: 'A', depth: 1 },
  { id: 'C', parentId: 'B', depth: 2 },
  { id: 'D', parentId: 'A', depth: 1 },
  { id: 'E', parentId: null, depth: 0 },
];

describe('a step of the keyboard', () => {
  it.each([
    ['D', 'up', { parentId: 'A', index: 0 }],
    ['B', 'up', undefined],
    ['A', 'down', { parentId: null, index: 1 }],
    ['E', 'down', undefined],
    ['D', 'in', { parentId: 'B', index: 1 }],
    ['E', 'in', { parentId: 'A', index: 2 }],
    ['A', 'in', undefined],
    ['C', 'out', { parentId: 'A', index: 1 }],
    ['D', 'out', { parentId: null, index: 1 }],
    ['E', 'out', undefined],
    ['?', 'up', undefined],
  ] as const)('takes %s %s to %o', (id, step, place) => expect(stepFrom(rows, id, step)).toEqual(place));
});

describe('a drag', () => {
  it.each([
    // E, before A.
    ['E', 0, 0, { parentId: null, index: 0 }],
    ['E', 0, 5, { parentId: null, index: 0 }],
    // E, between A and B: only inside A, since B is.
    ['E', 1, 0, { parentId: 'A', index: 0 }],
    // E, after C, as deep as it is pulled.
    ['E', 3, 0, { parentId: 'A', index: 1 }],
    ['E', 3, 2, { parentId: 'B', index: 1 }],
    ['E', 3, 9, { parentId: 'C', index: 0 }],
    // B with C, at the end: rows are A D E then.
    ['B', 3, 0, { parentId: null, index: 2 }],
    ['B', 3, 1, { parentId: 'E', index: 0 }],
    ['B', 2, 1, { parentId: 'A', index: 1 }],
    ['B', 99, 0, { parentId: null, index: 2 }],
  ] as const)('of %s to line %i at depth %i ends in %o', (id, line, depth, place) => {
    expect(dropPlace(rows, id, line, depth)).toEqual(place);
  });

  it('takes what is below along, so that nothing can hang below itself', () => {
    expect(without(rows, 'B').map((row) => row.id)).toEqual(['A', 'D', 'E']);
    expect(without(rows, 'E').map((row) => row.id)).toEqual(['A', 'B', 'C', 'D']);
    expect(placeOf(rows, 'D')).toEqual({ parentId: 'A', index: 1 });
  });
});

import { expect, it } from 'vitest';
import { conflictOf, refusedBy } from './refused.ts';

const from = (data: unknown) => Object.assign(new Error('said'), { data });

it('tells the kind and the data of a refusal', () => {
  expect(refusedBy(from({ kind: 'forbidden', data: { reason: 'sent' } }))).toEqual({
    kind: 'forbidden',
    data: { reason: 'sent' },
  });
  expect(refusedBy(from({ kind: 'internal' }))).toEqual({ kind: 'internal', data: {} });
});

it('takes nothing else for one', () => {
  for (const error of [new TypeError('fetch'), from(null), from('x'), from({ kind: 7 }), null, undefined, 'x']) {
    expect(refusedBy(error)).toBeUndefined();
    expect(conflictOf(error)).toBeUndefined();
  }
});

it('tells a conflict by its revision, and who saved it', () => {
  expect(conflictOf(from({ kind: 'conflict', data: { revision: 4, by: 'Irene' } }))).toEqual({
    revision: 4,
    by: 'Irene',
  });
  expect(conflictOf(from({ kind: 'conflict', data: { revision: 4 } }))).toEqual({ revision: 4, by: '' });
  expect(conflictOf(from({ kind: 'conflict', data: { reason: 'name-taken' } }))).toBeUndefined();
  expect(conflictOf(from({ kind: 'invalid', data: { revision: 4 } }))).toBeUndefined();
});

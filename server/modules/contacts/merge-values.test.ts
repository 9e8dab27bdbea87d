import { describe, expect, it } from 'vitest';
import { mergedFields, mergedSubscription, mergedTracking } from './merge-values.ts';

const survivor = { firstName: 'Anna', lastName: '', language: null, attributes: { citta: 'Torino', eta: 41 } };
const merged = {
  firstName: 'Annamaria',
  lastName: 'Conti',
  language: 'it',
  attributes: { citta: 'Bari', socio: true },
};

describe('a merge', () => {
  it('keeps the survivor’s values, and fills what it has not', () => {
    expect(mergedFields(survivor, merged, {})).toEqual({
      firstName: 'Anna',
      lastName: 'Conti',
      language: 'it',
      attributes: { citta: 'Torino', eta: 41, socio: true },
    });
  });

  it('takes the other’s value where one says so, also where that is none', () => {
    const keep = { firstName: 'merged', attributes: { citta: 'merged', eta: 'merged', socio: 'survivor' } } as const;
    expect(mergedFields(survivor, merged, keep)).toMatchObject({
      firstName: 'Annamaria',
      attributes: { citta: 'Bari' },
    });
    expect(mergedFields(survivor, merged, keep).attributes).toEqual({ citta: 'Bari' });
  });

  it.each([
    ['subscribed', 'unsubscribed', 'unsubscribed'],
    ['unsubscribed', 'subscribed', 'unsubscribed'],
    [null, 'unsubscribed', 'unsubscribed'],
    [null, 'subscribed', null],
    ['pending', 'subscribed', 'pending'],
    ['subscribed', 'pending', 'pending'],
    ['subscribed', null, 'subscribed'],
    ['subscribed', 'subscribed', 'subscribed'],
  ] as const)('of %s and %s makes %s: a consent never grows', (own, other, result) => {
    expect(mergedSubscription(own, other)).toBe(result);
  });

  it.each([
    ['individual', 'off', 'aggregate', 'off'],
    ['off', 'individual', 'aggregate', 'off'],
    ['individual', null, 'aggregate', 'aggregate'],
    [null, 'individual', 'aggregate', null],
    [null, 'off', 'aggregate', 'off'],
    [null, null, 'individual', null],
  ] as const)('of the levels %s and %s with %s by default keeps %s', (own, other, byDefault, result) => {
    expect(mergedTracking(own, other, byDefault)).toBe(result);
  });
});

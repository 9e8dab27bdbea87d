import { expect, it } from 'vitest';
import { sumShares } from './sum-shares.ts';

it('counts each contact once at each level, by its own choice or the default', () => {
  const shares = sumShares(
    [
      { opens: null, clicks: null, source: null, count: 60 },
      { opens: 'individual', clicks: 'individual', source: 'link', count: 25 },
      { opens: 'off', clicks: 'off', source: 'link', count: 5 },
      { opens: 'individual', clicks: null, source: 'form', count: 10 },
    ],
    { opens: 'aggregate', clicks: 'off' },
  );
  expect(shares).toMatchObject({ contacts: 100, undecided: 60 });
  expect(shares.opens).toEqual({ individual: 35, aggregate: 60, off: 5 });
  expect(shares.clicks).toEqual({ individual: 25, aggregate: 0, off: 75 });
  expect(shares.sources).toEqual([
    { source: 'link', individual: 25, less: 5 },
    { source: 'form', individual: 10, less: 0 },
  ]);
});

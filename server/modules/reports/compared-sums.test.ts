import { expect, it } from 'vitest';
import { addUp } from './compared-sums.ts';
import type { ComparedSums } from './schemas.ts';

const campaign = (reached: number, tracked: number, opened: number): ComparedSums => ({
  aimed: reached,
  reached,
  failed: 0,
  opensTracked: tracked,
  clicksTracked: tracked,
  opened: { likely: opened, possible: opened },
  clicked: { likely: 0, possible: 0 },
  unsubscribed: 1,
  complaints: 0,
  forwards: 0,
});

it('weighs recipients alike: a test to ten does not weigh as much as a mailing to all', () => {
  const sum = addUp([campaign(10, 10, 10), campaign(1_000, 990, 90)]);
  expect(sum.opened.likely / sum.opensTracked).toBeCloseTo(0.1);
  expect(sum.unsubscribed).toBe(2);
});

it('divides by who could be followed, so that an untracked campaign changes nothing', () => {
  const tracked = campaign(100, 100, 40);
  const sum = addUp([tracked, campaign(5_000, 0, 0)]);
  expect(sum.opened.likely / sum.opensTracked).toBe(0.4);
});

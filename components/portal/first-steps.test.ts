import { describe, expect, it } from 'vitest';
import { firstSteps } from './first-steps.ts';

const none = { domains: 0, verified: 0, contacts: 0, campaigns: 0 };

describe('the first steps', () => {
  it.each([
    [none, 'current todo todo'],
    [{ ...none, domains: 1 }, 'waiting current todo'],
    [{ ...none, domains: 2, verified: 1 }, 'done current todo'],
    [{ ...none, contacts: 5 }, 'current done todo'],
    [{ domains: 1, verified: 0, contacts: 5, campaigns: 1 }, 'waiting done done'],
    [{ domains: 1, verified: 1, contacts: 5, campaigns: 1 }, 'done done done'],
  ])('of %o are %s', (has, states) => {
    expect(
      firstSteps(has)
        .map((step) => step.state)
        .join(' '),
    ).toBe(states);
  });
});

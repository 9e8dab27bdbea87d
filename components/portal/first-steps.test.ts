import { describe, expect, it } from 'vitest';
import { areDone, firstSteps } from './first-steps.ts';

const none = { domains: 0, verified: 0, contacts: 0, forms: 0, drafts: 0, sent: 0 };
const all = { domains: 1, verified: 1, contacts: 5, forms: 1, drafts: 1, sent: 1 };

describe('the first steps', () => {
  it.each([
    [none, 'current todo todo todo'],
    [{ ...none, domains: 1 }, 'waiting current todo todo'],
    [{ ...none, domains: 2, verified: 1 }, 'done current todo todo'],
    [{ ...none, contacts: 5 }, 'current done todo todo'],
    [{ ...none, domains: 1, contacts: 5 }, 'waiting done todo current'],
    [{ ...all, sent: 0 }, 'done done done current'],
    [all, 'done done done done'],
  ])('of %o are %s', (has, states) => {
    expect(
      firstSteps(has)
        .map((step) => step.state)
        .join(' '),
    ).toBe(states);
  });

  it('are through once something was sent to somebody from a verified domain, with a form or without', () => {
    expect(areDone(firstSteps(all))).toBe(true);
    expect(areDone(firstSteps({ ...all, forms: 0 }))).toBe(true);
    expect(areDone(firstSteps({ ...all, sent: 0 }))).toBe(false);
    expect(areDone(firstSteps({ ...all, verified: 0 }))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { deviceProblems } from './device-facts.ts';

const fine = { cookies: true, width: 360, modern: true, downlink: null };

describe('the check of a device', () => {
  it.each([
    [fine, []],
    [{ ...fine, downlink: 2 }, []],
    [{ ...fine, downlink: 1.9 }, ['slow']],
    [{ ...fine, width: 359 }, ['narrow']],
    [{ cookies: false, width: 320, modern: false, downlink: 0.1 }, ['old', 'cookies', 'narrow', 'slow']],
  ])('%j: %j', (facts, problems) => {
    expect(deviceProblems(facts, 2)).toEqual(problems);
  });
});

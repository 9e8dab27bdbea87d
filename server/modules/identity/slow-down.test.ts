import { describe, expect, it } from 'vitest';
import { decideWaits, type Figures, spokenWait, waitAfter } from './slow-down.ts';

const now = new Date('2026-11-20T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const times = (count: number, seconds: number) => Array.from({ length: count }, () => ago(seconds));
const home = '192.0.2.0/24';
const away = '198.51.100.0/24';

describe('the wait after failures', () => {
  it.each([
    ['nothing before', [], 5, 0],
    ['within the allowance', times(4, 0), 5, 0],
    ['at the allowance: thirty seconds', times(5, 0), 5, 30],
    ['counted from the last failure', [...times(4, 600), ago(10)], 5, 20],
    ['over once it has passed', times(5, 31), 5, 0],
    ['doubled by each further one', times(7, 0), 5, 120],
    ['never more than a quarter of an hour', times(40, 0), 5, 900],
    ['forgotten after an hour', times(40, 3_600), 5, 0],
    ['the forgotten apart from the others', [...times(40, 3_601), ...times(4, 5)], 5, 0],
  ])('%s', (_, failures, allowed, seconds) => {
    expect(waitAfter(failures, allowed, now)).toBe(seconds);
  });
});

const account = (network: string, count: number, seconds = 0) =>
  times(count, seconds).map((first) => ({ network, first }));

describe('who waits', () => {
  it.each<[string, Figures, ReturnType<typeof decideWaits>]>([
    ['nobody at first', { account: [], network: [] }, { here: 0, everywhere: 0 }],
    [
      'the network that got it wrong five times',
      { account: account(home, 5), network: [] },
      { here: 30, everywhere: 0 },
    ],
    ['not this network for what another did', { account: account(away, 12), network: [] }, { here: 0, everywhere: 0 }],
    ['everybody, once many networks guess', { account: account(away, 16), network: [] }, { here: 0, everywhere: 60 }],
    ['the network that gets many names wrong', { account: [], network: times(20, 0) }, { here: 0, everywhere: 30 }],
    ['nobody for nineteen colleagues who mistyped', { account: [], network: times(19, 0) }, { here: 0, everywhere: 0 }],
    ['the longer of two waits', { account: account(away, 15), network: times(22, 0) }, { here: 0, everywhere: 120 }],
  ])('%s', (_, figures, waits) => {
    expect(decideWaits(figures, home, now)).toEqual(waits);
  });
});

it.each([
  [1, 1, 'seconds'],
  [59, 59, 'seconds'],
  [60, 1, 'minutes'],
  [61, 2, 'minutes'],
  [900, 15, 'minutes'],
])('says %i seconds as %i %s', (seconds, count, unit) => {
  expect(spokenWait(seconds)).toEqual({ count, unit });
});

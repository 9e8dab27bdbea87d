import { describe, expect, it } from 'vitest';
import { retryDelay, StreamBrake } from './retry.ts';

describe('the time until the next try', () => {
  it.each([
    [1, 60],
    [2, 300],
    [3, 900],
    [6, 7200],
    [7, 14_400],
    [40, 14_400],
  ])('after %i refusals is %i seconds', (tries, seconds) => expect(retryDelay(tries)).toBe(seconds));

  it('honours a longer wish of the server, up to a day', () => {
    expect(retryDelay(1, 1800)).toBe(1800);
    expect(retryDelay(4, 300)).toBe(1800);
    expect(retryDelay(1, 1_000_000)).toBe(86_400);
  });

  it('spreads rows that were refused together by a tenth', () => {
    expect(retryDelay(2, 0, 0.5)).toBe(315);
  });
});

describe('the stream’s brake', () => {
  it('pauses twice as long each time, up to a minute, and lets go when a message goes through', () => {
    const brake = new StreamBrake();
    let now = 0;
    const pauses = Array.from({ length: 10 }, () => {
      const pause = brake.refused(now, 'unreachable');
      now += pause;
      return pause;
    });
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    brake.passed();
    expect(brake.refused(now, 'unreachable')).toBe(250);
  });

  it('counts connections that fail together once', () => {
    const brake = new StreamBrake();
    expect([brake.refused(0, 'throttled'), brake.refused(1, 'throttled'), brake.pause(100)]).toEqual([250, 249, 150]);
  });

  it('waits as long as the server asks, and says why', () => {
    const brake = new StreamBrake();
    expect(brake.refused(0, 'throttled', 30)).toBe(30_000);
    expect(brake.reason(29_999)).toBe('throttled');
    expect(brake.reason(30_000)).toBeNull();
  });
});

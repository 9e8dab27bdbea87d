import { describe, expect, it } from 'vitest';
import { completeRuns, dateOfMinute, dayBars, type Island, incidentsOf, joinRuns, uptimeOf } from './runs.ts';

const ok = (first: number, last: number): Island => ({ first, last, ok: true, detail: null });
const failed = (first: number, last: number): Island => ({ first, last, ok: false, detail: 'unreachable' });
const short = (islands: Island[], now: number) =>
  completeRuns(islands, now).map(({ from, until, state }) => `${from}-${until} ${state}`);

describe('the runs of a component', () => {
  it('are without a hole: where nobody looked it is unknown', () => {
    expect(short([ok(0, 9), ok(15, 19), failed(20, 21)], 22)).toEqual([
      '0-10 ok',
      '10-15 unknown',
      '15-20 ok',
      '20-22 failed',
    ]);
  });

  it.each([
    [11, ['0-10 ok']],
    [12, ['0-10 ok', '10-12 unknown']],
    [100, ['0-10 ok', '10-100 unknown']],
  ])('give the present minute time to be looked at: at minute %i', (now, runs) => {
    expect(short([ok(0, 9)], now)).toEqual(runs);
  });

  it('are nothing before the first look', () => {
    expect(completeRuns([], 100)).toEqual([]);
    expect(uptimeOf(dayBars([], [{ day: 'x', from: 0, until: 100 }]))).toBeNull();
  });

  it('are joined from an older and a newer reading as if they had been read at once', () => {
    const whole = completeRuns([ok(0, 9), failed(10, 12), ok(13, 40), ok(50, 60)], 61);
    for (const cut of [5, 10, 11, 12, 13, 30, 40]) {
      const older = completeRuns([ok(0, 9), failed(10, 12), ok(13, 40)], 44);
      const newer = [ok(0, 9), failed(10, 12), ok(13, 40), ok(50, 60)].flatMap((island) =>
        island.last < cut ? [] : [{ ...island, first: Math.max(island.first, cut) }],
      );
      expect(joinRuns(older, completeRuns(newer, 61)), `cut at ${cut}`).toEqual(whole);
    }
  });
});

describe('the days', () => {
  const runs = completeRuns([ok(50, 149), failed(150, 159), ok(170, 299)], 300);
  const bars = dayBars(runs, [
    { day: 'one', from: 0, until: 100 },
    { day: 'two', from: 100, until: 200 },
    { day: 'three', from: 200, until: 300 },
  ]);

  it('hold each minute once, and none from before measuring began', () => {
    expect(bars).toEqual([
      { day: 'one', ok: 50, failed: 0, unknown: 0 },
      { day: 'two', ok: 80, failed: 10, unknown: 10 },
      { day: 'three', ok: 100, failed: 0, unknown: 0 },
    ]);
  });

  it('count a minute without a look as one that did not work', () => {
    expect(uptimeOf(bars)).toBeCloseTo(230 / 250, 10);
  });
});

describe('the incidents', () => {
  it('are runs of at least two minutes, newest first, with those beside each other as one', () => {
    const runs = completeRuns([ok(0, 9), failed(10, 10), ok(11, 19), failed(20, 24), ok(30, 39), ok(45, 50)], 51);
    expect(incidentsOf(runs, 0)).toEqual([
      { from: dateOfMinute(40), until: dateOfMinute(45), minutes: 5, kind: 'unknown', detail: null },
      { from: dateOfMinute(20), until: dateOfMinute(30), minutes: 10, kind: 'failed', detail: 'unreachable' },
    ]);
  });

  it('that last have no end', () => {
    expect(incidentsOf(completeRuns([ok(0, 9), failed(10, 14)], 15), 0)).toEqual([
      { from: dateOfMinute(10), until: null, minutes: 5, kind: 'failed', detail: 'unreachable' },
    ]);
  });

  it('begin at the window where they are older', () => {
    expect(incidentsOf(completeRuns([failed(0, 99), ok(100, 110)], 111), 90)[0]).toMatchObject({ minutes: 10 });
  });
});

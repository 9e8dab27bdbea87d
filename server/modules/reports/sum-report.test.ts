import { describe, expect, it } from 'vitest';
import type { CounterRow, LedgerRow } from './report-rows.sql.ts';
import { delayLimits } from './schemas.ts';
import { type ReportRows, stepFor, sumReport } from './sum-report.ts';

const start = new Date('2026-11-09T09:10:00Z');
const hour = (after: number) => new Date(Date.parse('2026-11-09T09:00:00Z') + after * 3_600_000);
const row = (state: LedgerRow['state'], count: number, changes: Partial<LedgerRow> = {}): LedgerRow => ({
  state,
  reason: null,
  opens: 'individual',
  clicks: 'aggregate',
  count,
  ...changes,
});
const counter = (kind: string, kind2: string, events: number, changes: Partial<CounterRow> = {}): CounterRow => ({
  kind,
  class: kind2,
  link: -1,
  hour: hour(0),
  events,
  ...changes,
});
const base: ReportRows = {
  audience: 100,
  startedAt: start,
  links: [],
  ledger: [],
  counters: [],
  people: [],
  curve: [],
  stepSeconds: 60,
  delays: [],
  agents: [],
  unsubscribes: [],
  complaints: 0,
  forwards: [],
  domains: [],
};

describe('sumReport', () => {
  it('adds every state up, and reasons over tracking levels', () => {
    const report = sumReport({
      ...base,
      ledger: [
        row('accepted', 70),
        row('accepted', 10, { opens: 'off' }),
        row('bounced', 5, { reason: 'unknown-user' }),
        row('skipped', 8, { reason: 'unsubscribed' }),
        row('skipped', 4, { reason: 'unsubscribed', opens: 'off' }),
        row('uncertain', 3),
      ],
    });
    expect(report.states).toMatchObject({ accepted: 80, bounced: 5, skipped: 12, uncertain: 3 });
    expect(report.sumsMatch).toBe(true);
    expect(report.reasons).toEqual([
      { state: 'skipped', reason: 'unsubscribed', count: 12 },
      { state: 'bounced', reason: 'unknown-user', count: 5 },
    ]);
  });

  it('says so when one contact of the audience is missing', () => {
    expect(sumReport({ ...base, ledger: [row('accepted', 99)] }).sumsMatch).toBe(false);
  });

  it('divides by those who were reached and are tracked one by one', () => {
    const report = sumReport({
      ...base,
      ledger: [row('accepted', 60), row('delivered', 10, { opens: 'aggregate' }), row('bounced', 30)],
    });
    expect(report.reached).toBe(70);
    expect(report.opensTracked).toEqual({ individual: 60, aggregate: 10, off: 0 });
    expect(report.clicksTracked).toEqual({ individual: 0, aggregate: 70, off: 0 });
  });

  it('leaves machines out of every figure and names how many they were', () => {
    const report = sumReport({
      ...base,
      counters: [
        counter('open', 'likely-human', 40),
        counter('open', 'unknowable', 6),
        counter('open', 'machine', 9),
        counter('click', 'likely-human', 5, { link: 1 }),
        counter('click', 'machine', 7, { link: 1 }),
      ],
      people: [
        { kind: 'open', link: null, likely: 30, possible: 34 },
        { kind: 'click', link: null, likely: 4, possible: 4 },
        { kind: 'click', link: 1, likely: 4, possible: 4 },
      ],
      links: [
        { index: 0, url: 'https://a.example/', label: 'A' },
        { index: 1, url: 'https://b.example/', label: 'B' },
      ],
    });
    expect(report.opens).toEqual({ events: { likely: 40, possible: 46 }, people: { likely: 30, possible: 34 } });
    expect(report.machine).toEqual({ opens: 9, clicks: 7 });
    expect(report.links.map((link) => [link.index, link.clicks, link.people])).toEqual([
      [1, 5, 4],
      [0, 0, 0],
    ]);
  });

  it('draws a day by the hour without a gap, though nothing happened in most of them', () => {
    const { activity } = sumReport({ ...base, counters: [counter('open', 'likely-human', 3, { hour: hour(2) })] });
    expect(activity.step).toBe('hour');
    expect(activity.points).toHaveLength(24);
    expect(activity.points[2]).toEqual({ at: hour(2).toISOString(), opens: 3, unknowable: 0, clicks: 0 });
  });

  it('draws by the day once it goes on for longer than two', () => {
    const { activity } = sumReport({ ...base, counters: [counter('click', 'likely-human', 1, { hour: hour(80) })] });
    expect(activity.step).toBe('day');
    expect(activity.points).toHaveLength(4);
    expect(activity.points[3]?.clicks).toBe(1);
  });

  it('draws nothing before anything was sent', () => {
    expect(sumReport({ ...base, startedAt: null }).activity.points).toEqual([]);
  });
});

describe('what came when', () => {
  it('is drawn from outcomes in steps that fit the sending', () => {
    const at = (minute: number) => new Date(start.getTime() + minute * 60_000);
    const { delivery } = sumReport({
      ...base,
      curve: [
        { at: at(1), outcome: 'failed', count: 2 },
        { at: at(0), outcome: 'accepted', count: 50 },
        { at: at(1), outcome: 'accepted', count: 40 },
      ],
    });
    expect(delivery.points.map(({ accepted, failed }) => [accepted, failed])).toEqual([
      [50, 0],
      [40, 2],
    ]);
  });

  it.each([
    [30, 10],
    [7_200, 60],
    [7_201, 300],
    [86_400, 900],
    [86_400 * 400, 7 * 86_400],
  ])('%i seconds are drawn in steps of %i', (seconds, step) => {
    expect(stepFor(seconds)).toBe(step);
  });
});

describe('how long readers take', () => {
  it('names the step by whose end half of them had read', () => {
    const { opensAfter, clicksAfter } = sumReport({
      ...base,
      delays: [
        { kind: 'open', bucket: 0, people: 4 },
        { kind: 'open', bucket: 3, people: 5 },
        { kind: 'open', bucket: delayLimits.length, people: 1 },
      ],
    });
    expect(opensAfter).toMatchObject({ people: 10, medianStep: 3 });
    expect(opensAfter.steps).toHaveLength(delayLimits.length + 1);
    expect(clicksAfter).toMatchObject({ people: 0, medianStep: null });
  });
});

describe('where mailboxes are', () => {
  it('gathers a provider’s domains, and what is beyond the first fifteen, so that nobody is left out', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({
      domain: `d${n}.example`,
      state: 'accepted' as const,
      count: 1,
    }));
    const { places } = sumReport({
      ...base,
      domains: [
        { domain: 'gmail.com', state: 'accepted', count: 5 },
        { domain: 'googlemail.com', state: 'bounced', count: 2 },
        { domain: 'libero.it', state: 'deferred', count: 3 },
        ...many,
      ],
    });
    expect(places[0]).toEqual({
      place: 'provider:google',
      name: 'Gmail',
      recipients: 7,
      reached: 5,
      failed: 2,
      waiting: 0,
    });
    expect(places[1]).toMatchObject({ name: 'Libero e Virgilio', waiting: 3 });
    expect(places).toHaveLength(16);
    expect(places.reduce((sum, place) => sum + place.recipients, 0)).toBe(30);
    expect(places.every((one) => one.recipients === one.reached + one.failed + one.waiting)).toBe(true);
  });
});

it('tells forwards by what became of them', () => {
  const { forwards } = sumReport({
    ...base,
    forwards: [
      { outcome: 'sent', count: 2 },
      { outcome: 'not-sent', count: 1 },
    ],
  });
  expect(forwards).toEqual({ sent: 2, waiting: 0, notSent: 1 });
});

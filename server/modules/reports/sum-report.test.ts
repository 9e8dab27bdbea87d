import { describe, expect, it } from 'vitest';
import type { CounterRow, LedgerRow } from './report-rows.sql.ts';
import { sumReport } from './sum-report.ts';

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
const base = { audience: 100, startedAt: start, links: [], ledger: [], counters: [], people: [] };

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

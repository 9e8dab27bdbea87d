import type { CounterRow, LedgerRow, PeopleRow } from './report-rows.sql.ts';
import {
  type ActivityPoint,
  type CampaignReport,
  type Interval,
  type Levels,
  type ReportLink,
  type ReportState,
  reportStates,
} from './schemas.ts';

type Sums = Omit<CampaignReport, 'campaign' | 'at'>;
const HOUR_MS = 3_600_000;
/** So long after the start the curve is by the hour, afterwards by the day. */
const HOURLY_HOURS = 48;
const MOST_DAYS = 60;

/** Adds up a report. Pure: `audience` is what the freeze wrote (null before), `startedAt` where the curve begins. */
export function sumReport(input: {
  audience: number | null;
  startedAt: Date | null;
  links: readonly { index: number; url: string; label: string }[];
  ledger: readonly LedgerRow[];
  counters: readonly CounterRow[];
  people: readonly PeopleRow[];
}): Sums {
  const { ledger, counters, people } = input;
  const states = Object.fromEntries(reportStates.map((state) => [state, 0])) as Record<ReportState, number>;
  const reasons = new Map<string, CampaignReport['reasons'][number]>();
  const opensTracked: Levels = { individual: 0, aggregate: 0, off: 0 };
  const clicksTracked: Levels = { individual: 0, aggregate: 0, off: 0 };
  for (const { state, reason, opens, clicks, count } of ledger) {
    states[state] += count;
    if (state === 'accepted' || state === 'delivered') {
      opensTracked[opens] += count;
      clicksTracked[clicks] += count;
    }
    if (reason === null) continue;
    const key = `${state}/${reason}`;
    const known = reasons.get(key);
    if (known) known.count += count;
    else reasons.set(key, { state, reason, count });
  }
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  const audience = input.audience ?? total;

  const events = (kind: string, classes: readonly string[], link?: number) =>
    counters.reduce(
      (sum, row) =>
        row.kind === kind && classes.includes(row.class) && (link === undefined || row.link === link)
          ? sum + row.events
          : sum,
      0,
    );
  const eventsInterval = (kind: string): Interval => ({
    likely: events(kind, ['likely-human']),
    possible: events(kind, ['likely-human', 'unknowable']),
  });
  const peopleOf = (kind: string, link: number | null = null): Interval => {
    const row = people.find((one) => one.kind === kind && one.link === link);
    return { likely: row?.likely ?? 0, possible: row?.possible ?? 0 };
  };

  return {
    audience,
    states,
    sumsMatch: total === audience,
    reasons: [...reasons.values()].sort((one, two) => two.count - one.count),
    reached: states.accepted + states.delivered,
    opensTracked,
    clicksTracked,
    opens: { events: eventsInterval('open'), people: peopleOf('open') },
    clicks: { events: eventsInterval('click'), people: peopleOf('click') },
    views: events('view', ['likely-human', 'unknowable']),
    unsubscribed: peopleOf('unsubscribe').possible,
    trackingOff: peopleOf('tracking-off').possible,
    machine: { opens: events('open', ['machine']), clicks: events('click', ['machine']) },
    links: input.links
      .map(({ index, url, label }): ReportLink => {
        const clicks = events('click', ['likely-human', 'unknowable'], index);
        return { index, url, label, clicks, people: peopleOf('click', index).possible };
      })
      .sort((one, two) => two.clicks - one.clicks || one.index - two.index),
    activity: activityOf(counters, input.startedAt),
  };
}

/** The curve, without a gap from the start to the last thing that happened; at least a day. */
function activityOf(counters: readonly CounterRow[], startedAt: Date | null): Sums['activity'] {
  const shown = counters.filter((row) => row.class !== 'machine' && (row.kind === 'open' || row.kind === 'click'));
  const hours = shown.map((row) => row.hour.getTime());
  const first = floorTo(startedAt?.getTime() ?? Math.min(...hours), HOUR_MS);
  if (!Number.isFinite(first)) return { step: 'hour', points: [] };
  const last = Math.max(first + 23 * HOUR_MS, ...hours);
  const hourly = (last - first) / HOUR_MS < HOURLY_HOURS;
  const size = hourly ? HOUR_MS : 24 * HOUR_MS;
  const count = Math.min(Math.floor((last - first) / size) + 1, hourly ? HOURLY_HOURS : MOST_DAYS);
  const points: ActivityPoint[] = Array.from({ length: count }, (_, step) => ({
    at: new Date(first + step * size).toISOString(),
    opens: 0,
    unknowable: 0,
    clicks: 0,
  }));
  for (const row of shown) {
    const point = points[Math.floor((row.hour.getTime() - first) / size)];
    if (!point) continue;
    if (row.kind === 'click') point.clicks += row.events;
    else if (row.class === 'unknowable') point.unknowable += row.events;
    else point.opens += row.events;
  }
  return { step: hourly ? 'hour' : 'day', points };
}

const floorTo = (ms: number, size: number) => Math.floor(ms / size) * size;

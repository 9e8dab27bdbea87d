import { deviceOf, programOf, sharesOf } from './mail-programs.ts';
import { placeName, placeOf } from './mailbox-providers.ts';
import type { AgentRow, CounterRow, CurveRow, DelayRow, ForwardRow, LedgerRow, PeopleRow } from './report-rows.sql.ts';
import {
  type ActivityPoint,
  type Delays,
  delayLimits,
  type Interval,
  type Levels,
  type PlaceSums,
  type ReportLink,
  type ReportState,
  type ReportSums,
  reportStates,
} from './schemas.ts';

const HOUR_MS = 3_600_000;
/** So long after the start the curve is by the hour, afterwards by the day. */
const HOURLY_HOURS = 48;
const MOST_DAYS = 60;

/** The rows that a report is added up from. `audience` is what the freeze wrote (null before, and where only some are asked about), `startedAt` where the curve begins. */
export type ReportRows = {
  audience: number | null;
  startedAt: Date | null;
  links: readonly { index: number; url: string; label: string }[];
  ledger: readonly LedgerRow[];
  counters: readonly CounterRow[];
  people: readonly PeopleRow[];
  curve: readonly CurveRow[];
  stepSeconds: number;
  delays: readonly DelayRow[];
  agents: readonly AgentRow[];
  unsubscribes: readonly { how: string; people: number }[];
  complaints: number;
  forwards: readonly ForwardRow[];
  domains: readonly { domain: string; state: ReportState; count: number }[];
};

/** Adds up a report. Pure. */
export function sumReport(input: ReportRows): ReportSums {
  const { ledger, counters, people } = input;
  const states = Object.fromEntries(reportStates.map((state) => [state, 0])) as Record<ReportState, number>;
  const reasons = new Map<string, ReportSums['reasons'][number]>();
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
    unsubscribedHow: input.unsubscribes.map(({ how, people: count }) => ({ name: how, people: count })),
    trackingOff: peopleOf('tracking-off').possible,
    complaints: input.complaints,
    forwards: {
      sent: forwardsOf(input.forwards, 'sent'),
      waiting: forwardsOf(input.forwards, 'waiting'),
      notSent: forwardsOf(input.forwards, 'not-sent'),
    },
    machine: { opens: events('open', ['machine']), clicks: events('click', ['machine']) },
    links: input.links
      .map(({ index, url, label }): ReportLink => {
        const clicks = events('click', ['likely-human', 'unknowable'], index);
        return { index, url, label, clicks, people: peopleOf('click', index).possible };
      })
      .sort((one, two) => two.clicks - one.clicks || one.index - two.index),
    activity: activityOf(counters, input.startedAt),
    delivery: { stepSeconds: input.stepSeconds, points: deliveryPoints(input.curve) },
    opensAfter: delaysOf(input.delays, 'open'),
    clicksAfter: delaysOf(input.delays, 'click'),
    programs: sharesOf(input.agents, programOf),
    devices: sharesOf(input.agents, deviceOf),
    places: placesOf(input.domains),
  };
}

const forwardsOf = (rows: readonly ForwardRow[], outcome: ForwardRow['outcome']) =>
  rows.find((row) => row.outcome === outcome)?.count ?? 0;

/** So many steps a curve of a campaign's sending has at most, and so short one is at least. */
const MOST_STEPS = 120;
const steps = [10, 60, 300, 900, 3_600, 6 * 3_600, 86_400];

/** The step in which a sending of so many seconds is drawn. */
export function stepFor(seconds: number): number {
  return steps.find((step) => seconds / step <= MOST_STEPS) ?? 7 * 86_400;
}

function deliveryPoints(curve: readonly CurveRow[]): ReportSums['delivery']['points'] {
  const points = new Map<string, ReportSums['delivery']['points'][number]>();
  for (const { at, outcome, count } of curve) {
    const key = at.toISOString();
    const point = points.get(key) ?? { at: key, accepted: 0, failed: 0, uncertain: 0 };
    point[outcome] += count;
    points.set(key, point);
  }
  return [...points.values()].sort((one, two) => one.at.localeCompare(two.at));
}

/** `medianStep`: the first step by whose end half of them had done it. */
function delaysOf(rows: readonly DelayRow[], kind: DelayRow['kind']): Delays {
  const counts = Array<number>(delayLimits.length + 1).fill(0);
  for (const row of rows) if (row.kind === kind) counts[row.bucket] = (counts[row.bucket] ?? 0) + row.people;
  const people = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  const median = counts.findIndex((count) => {
    sum += count;
    return people > 0 && sum * 2 >= people;
  });
  return { people, steps: counts, medianStep: median < 0 ? null : median };
}

const MOST_PLACES = 15;

/** Mailbox providers and domains by their recipients; beyond the first few, all others as one. */
function placesOf(rows: ReportRows['domains']): PlaceSums[] {
  const places = new Map<string, PlaceSums>();
  for (const { domain, state, count } of rows) {
    const place = placeOf(domain);
    const sums = places.get(place) ?? {
      place,
      name: placeName(place),
      recipients: 0,
      reached: 0,
      failed: 0,
      waiting: 0,
    };
    sums.recipients += count;
    if (state === 'accepted' || state === 'delivered') sums.reached += count;
    else if (state === 'bounced' || state === 'failed' || state === 'expired') sums.failed += count;
    else sums.waiting += count;
    places.set(place, sums);
  }
  const all = [...places.values()].sort(
    (one, two) => two.recipients - one.recipients || one.name.localeCompare(two.name),
  );
  if (all.length <= MOST_PLACES + 1) return all;
  const others: PlaceSums = { place: 'others', name: '', recipients: 0, reached: 0, failed: 0, waiting: 0 };
  for (const { recipients, reached, failed, waiting } of all.slice(MOST_PLACES)) {
    others.recipients += recipients;
    others.reached += reached;
    others.failed += failed;
    others.waiting += waiting;
  }
  return [...all.slice(0, MOST_PLACES), others];
}

/** The curve, without a gap from the start to the last thing that happened; at least a day. */
function activityOf(counters: readonly CounterRow[], startedAt: Date | null): ReportSums['activity'] {
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

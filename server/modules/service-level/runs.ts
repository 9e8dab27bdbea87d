import type { DayBar, Incident, LookDetail, RunState } from './schemas.ts';

/** Samples of one state that follow each other minute by minute. Minutes count from the epoch, UTC; `last` is within. */
export type Island = { first: number; last: number; ok: boolean; detail: LookDetail | null };
/** The same with what lies between them; `until` is the first minute that no longer belongs. */
export type Run = { from: number; until: number; state: RunState; detail: LookDetail | null };

/** So many minutes may pass before a missing look counts as unknown: the present one is still being taken. */
const GRACE = 2;
/** Shorter ones are counted in the uptime, but told as no incident: one look may fail by itself. */
const LEAST_INCIDENT = 2;

export const MINUTE_MS = 60_000;
export const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS);
export const dateOfMinute = (minute: number): Date => new Date(minute * MINUTE_MS);

/** The whole time from the first sample to now, without a hole: where nobody looked the run is `unknown`. */
export function completeRuns(islands: readonly Island[], now: number): Run[] {
  const runs: Run[] = [];
  for (const island of islands) {
    const before = runs.at(-1);
    if (before && island.first > before.until) {
      runs.push({ from: before.until, until: island.first, state: 'unknown', detail: null });
    }
    runs.push({
      from: island.first,
      until: island.last + 1,
      state: island.ok ? 'ok' : 'failed',
      detail: island.ok ? null : island.detail,
    });
  }
  const last = runs.at(-1);
  if (last && now - last.until >= GRACE) {
    runs.push({ from: last.until, until: now, state: 'unknown', detail: null });
  }
  return runs;
}

/** The runs of an older reading up to where a newer one begins, then the newer ones; equal neighbours become one. */
export function joinRuns(older: readonly Run[], newer: readonly Run[]): Run[] {
  const begin = newer[0]?.from ?? Number.POSITIVE_INFINITY;
  const kept = older.flatMap((run) => (run.from < begin ? [{ ...run, until: Math.min(run.until, begin) }] : []));
  const joined: Run[] = [];
  const add = (run: Run) => {
    const last = joined.at(-1);
    if (last?.state === run.state) last.until = run.until;
    else joined.push({ ...run });
  };
  for (const run of [...kept, ...newer]) {
    const before = joined.at(-1);
    if (before && before.until < run.from)
      add({ ...run, from: before.until, until: run.from, state: 'unknown', detail: null });
    add(run);
  }
  return joined;
}

const overlap = (run: Run, from: number, until: number) =>
  Math.max(0, Math.min(run.until, until) - Math.max(run.from, from));

/** Minutes of each state in each day; `days` give the first minute of each, and where the next begins. */
export function dayBars(runs: readonly Run[], days: readonly { day: string; from: number; until: number }[]): DayBar[] {
  return days.map(({ day, from, until }) => {
    const minutes = { ok: 0, failed: 0, unknown: 0 };
    for (const run of runs) minutes[run.state] += overlap(run, from, until);
    return { day, ...minutes };
  });
}

/** Working minutes over all minutes that the bars hold, or null without any. Minutes without a look count as not working. */
export function uptimeOf(bars: readonly DayBar[]): number | null {
  const ok = bars.reduce((sum, bar) => sum + bar.ok, 0);
  const all = bars.reduce((sum, bar) => sum + bar.ok + bar.failed + bar.unknown, 0);
  return all === 0 ? null : ok / all;
}

/** Stretches without a working minute, newest first; of `failed` and `unknown` beside each other one is made. */
export function incidentsOf(runs: readonly Run[], since: number): Incident[] {
  const incidents: Incident[] = [];
  let open: { from: number; kind: 'failed' | 'unknown'; detail: LookDetail | null } | null = null;
  const close = (until: number, lasts: boolean) => {
    if (open && until - open.from >= LEAST_INCIDENT) {
      incidents.unshift({
        from: dateOfMinute(open.from),
        until: lasts ? null : dateOfMinute(until),
        minutes: until - open.from,
        kind: open.kind,
        detail: open.detail,
      });
    }
    open = null;
  };
  for (const run of runs) {
    if (run.until <= since) continue;
    if (run.state === 'ok') {
      close(run.from, false);
      continue;
    }
    const kind: 'failed' | 'unknown' = run.state;
    if (!open) open = { from: Math.max(run.from, since), kind, detail: run.detail };
    else if (kind === 'failed') open = { from: open.from, kind, detail: open.detail ?? run.detail };
  }
  const last = runs.at(-1);
  if (last) close(last.until, true);
  return incidents;
}

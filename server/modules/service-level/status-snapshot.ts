import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultTimeZone } from '#i18n/languages.ts';
import { env } from '#server/config/env.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { readZonedTime, writeZonedTime } from '#shared/zoned-time.ts';
import { providerSettings } from '../workspaces/index.ts';
import { completeRuns, dateOfMinute, dayBars, incidentsOf, joinRuns, minuteOf, type Run, uptimeOf } from './runs.ts';
import { newestSamples, readIslands } from './samples.sql.ts';
import { type Component, components, type StatusSnapshot, statusSnapshot } from './schemas.ts';

const DAYS = 90;
/** After the first reading only so much is read anew: samples that waited for the database may be late. */
const REREAD_MS = 4 * 86_400_000;
const INCIDENTS = 50;

type Day = { day: string; from: number; until: number };

/** The last days of a zone, the present one last, each with its first minute and the next one's. */
export function lastDays(now: Date, count: number, timeZone: string): Day[] {
  const startOf = (day: string) => readZonedTime(`${day}T00:00`, timeZone)?.at ?? now;
  const days: Day[] = [];
  let day = writeZonedTime(now, timeZone).slice(0, 10);
  let until = minuteOf(now) + 1;
  while (days.length < count) {
    const start = startOf(day);
    days.unshift({ day, from: minuteOf(start), until });
    until = minuteOf(start);
    day = writeZonedTime(new Date(start.getTime() - 1), timeZone).slice(0, 10);
  }
  return days;
}

let known: { of: string | undefined; at: number; runs: Map<Component, Run[]> } | undefined;

/** The runs of the days shown: read whole once a process, then only their end. */
async function readRuns(ctx: SystemCtx, since: Date): Promise<Map<Component, Run[]>> {
  const of = env().DATABASE_URL;
  const before = known?.of === of ? known : undefined;
  const from = before ? new Date(Math.min(before.at, ctx.now().getTime()) - REREAD_MS) : since;
  const islands = await readIslands(ctx, from);
  const now = minuteOf(ctx.now());
  const runs = new Map(
    components.map((component) => {
      const newer = completeRuns(islands.get(component) ?? [], now);
      const older = before?.runs.get(component) ?? [];
      const joined = newer.length === 0 ? older : joinRuns(older, newer);
      return [component, joined.filter((run) => run.until > minuteOf(since))] as const;
    }),
  );
  known = { of, at: ctx.now().getTime(), runs };
  return runs;
}

/** What the status page shows, from the samples. */
export async function readStatus(ctx: SystemCtx): Promise<StatusSnapshot> {
  const days = lastDays(ctx.now(), DAYS, defaultTimeZone);
  const since = days[0]?.from ?? 0;
  const [runs, newest, settings] = await Promise.all([
    readRuns(ctx, dateOfMinute(since)),
    newestSamples(ctx),
    providerSettings(ctx),
  ]);
  return {
    version: 1,
    at: ctx.now(),
    brand: settings['provider.name'],
    support: settings['provider.support-address'],
    components: components.map((name) => {
      const own = runs.get(name) ?? [];
      const last = own.at(-1);
      const sample = newest.find((row) => row.component === name);
      const bars = dayBars(own, days);
      return {
        name,
        state: last?.state ?? 'unknown',
        since: last ? dateOfMinute(last.from) : null,
        detail: last?.detail ?? null,
        latencyMs: last?.state === 'ok' ? (sample?.latencyMs ?? null) : null,
        measuredSince: sample?.first ?? (own[0] ? dateOfMinute(own[0].from) : null),
        days: bars,
        uptime: uptimeOf(bars),
        incidents: incidentsOf(own, since).slice(0, INCIDENTS),
      };
    }),
  };
}

const fileOf = () => join(env().dataFolder, 'run', 'status.json');

/** Keeps the last reading for when the database is away. */
export async function keepStatus(snapshot: StatusSnapshot): Promise<void> {
  const file = fileOf();
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(snapshot));
  await rename(draft, file);
}

/** The last reading that was kept, or null where there is none that can be read. */
export async function keptStatus(): Promise<StatusSnapshot | null> {
  try {
    return statusSnapshot.parse(JSON.parse(await readFile(fileOf(), 'utf8')));
  } catch {
    return null;
  }
}

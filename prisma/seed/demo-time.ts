import { readZonedTime, writeZonedTime } from '#shared/zoned-time.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const zone = 'Europe/Rome';

/** The instant at which a clock in Rome shows `clock` (`HH:MM`), so many days from `now`. */
export function romeTime(now: Date, day: number, clock: string): Date {
  const date = writeZonedTime(new Date(now.getTime() + day * DAY_MS), zone).slice(0, 10);
  const read = readZonedTime(`${date}T${clock}`, zone);
  if (!read) throw new Error(`no time: ${clock}`);
  return read.at;
}

/** Whoever would read between half past midnight and half past six reads after waking up, in the same order. */
export function whenAwake(at: number): number {
  const [hours = 0, minutes = 0] = writeZonedTime(new Date(at), zone).slice(11).split(':').map(Number);
  const since = hours + minutes / 60 - 0.5;
  return since < 0 || since >= 6 ? at : at + (6 - since + since / 2) * HOUR_MS;
}

/** The same context at another time: what the demo did in the past is dated then, and goes on from there. */
export function startingAt<C extends { now: () => Date }>(ctx: C, start: Date): C {
  const shift = start.getTime() - ctx.now().getTime();
  const { now } = ctx;
  return { ...ctx, now: () => new Date(now().getTime() + shift) };
}

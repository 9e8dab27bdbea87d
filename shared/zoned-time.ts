const wallFormat = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = wallFormat.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    wallFormat.set(timeZone, format);
  }
  return format;
}

/** The wall clock of a zone as if it were UTC, in ms. */
function wallMs(instant: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
}

/**
 * What a time of day in a zone can mean. `twice`: the clocks go back over it, so it is there before and after. `never`: they go
 * forward over it; the choices are as far before the gap, and as far after it, as clocks that knew of no change would say.
 */
export type ZonedTime = { kind: 'once'; at: Date } | { kind: 'twice' | 'never'; choices: readonly [Date, Date] };

/** The instants that `wall` (`YYYY-MM-DDTHH:MM`, as an input of type datetime-local gives it) can mean; null for anything else. */
export function zonedTimes(wall: string, timeZone: string): ZonedTime | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return null;
  const wanted = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const day = 86_400_000;
  const offsets = [wanted - day, wanted + day].map((instant) => wallMs(instant, timeZone) - instant);
  const [first = wanted, second = wanted] = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const fits = [first, second].map((instant) => wallMs(instant, timeZone) === wanted);
  if (fits[0] && fits[1] && first !== second) return { kind: 'twice', choices: [new Date(first), new Date(second)] };
  if (fits[0] || fits[1]) return { kind: 'once', at: new Date(fits[0] ? first : second) };
  return { kind: 'never', choices: [new Date(first), new Date(second)] };
}

/**
 * The one instant that is taken where nobody can be asked: an hour that is there twice in autumn is its first; one that spring skips moves on
 * by the hour that is skipped (`moved`).
 */
export function readZonedTime(wall: string, timeZone: string): { at: Date; moved: boolean } | null {
  const read = zonedTimes(wall, timeZone);
  if (read === null) return null;
  if (read.kind === 'once') return { at: read.at, moved: false };
  return { at: read.kind === 'twice' ? read.choices[0] : read.choices[1], moved: read.kind === 'never' };
}

/** How far a zone's clocks are from UTC at an instant, as it is written: UTC, UTC+1, UTC−3:30. */
export function writeOffset(at: Date, timeZone: string): string {
  const instant = Math.floor(at.getTime() / 1000) * 1000;
  const minutes = Math.round((wallMs(instant, timeZone) - instant) / 60_000);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** What clocks of a zone show at an instant, as an input of type datetime-local takes it. */
export function writeZonedTime(at: Date, timeZone: string): string {
  return new Date(wallMs(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

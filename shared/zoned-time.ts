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
 * The instant at which clocks of a zone show `wall` (`YYYY-MM-DDTHH:MM`, as an input of type datetime-local gives it); null for
 * anything else. An hour that is there twice in autumn is its first; one that spring skips moves on by the hour that is
 * skipped (`moved`).
 */
export function readZonedTime(wall: string, timeZone: string): { at: Date; moved: boolean } | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return null;
  const wanted = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const day = 86_400_000;
  const offsets = [wanted - day, wanted + day].map((instant) => wallMs(instant, timeZone) - instant);
  const fitting = offsets.map((offset) => wanted - offset).filter((instant) => wallMs(instant, timeZone) === wanted);
  if (fitting.length > 0) return { at: new Date(Math.min(...fitting)), moved: false };
  return { at: new Date(wanted - (offsets[0] ?? 0)), moved: true };
}

/** What clocks of a zone show at an instant, as an input of type datetime-local takes it. */
export function writeZonedTime(at: Date, timeZone: string): string {
  return new Date(wallMs(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

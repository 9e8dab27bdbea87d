export type MomentStyle = 'short' | 'full' | 'day' | 'time' | 'relative';
export type MomentContext = {
  now: Date;
  locale: string;
  timeZone: string;
  today: string;
  tomorrow: string;
  yesterday: string;
};

function partsKey(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** Days between two moments' calendar days in the zone; negative for the past. */
function dayDistance(at: Date, now: Date, timeZone: string): number {
  return Math.round((Date.parse(partsKey(at, timeZone)) - Date.parse(partsKey(now, timeZone))) / 86_400_000);
}

function relative(at: Date, { now, locale }: MomentContext): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 45) return format.format(0, 'second');
  if (size < 45 * 60) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 22 * 3600) return format.format(Math.round(seconds / 3600), 'hour');
  if (size < 26 * 86_400) return format.format(Math.round(seconds / 86_400), 'day');
  if (size < 320 * 86_400) return format.format(Math.round(seconds / (30.44 * 86_400)), 'month');
  return format.format(Math.round(seconds / (365.25 * 86_400)), 'year');
}

/**
 * A moment as lists write it. `short`: "oggi, 10:05", "gio 26 nov, 09:00" within a week, "9 nov" in the same year, else "9 nov 2025".
 * `full` always has day and time, `day` never has the time.
 */
export function formatMoment(at: Date, style: MomentStyle, context: MomentContext): string {
  const { now, locale, timeZone } = context;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const sameYear = partsKey(at, timeZone).slice(0, 4) === partsKey(now, timeZone).slice(0, 4);
  const date = format({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  const distance = dayDistance(at, now, timeZone);
  const named =
    distance === 0
      ? context.today
      : distance === 1
        ? context.tomorrow
        : distance === -1
          ? context.yesterday
          : undefined;
  switch (style) {
    case 'time':
      return time;
    case 'day':
      return named ?? date;
    case 'relative':
      return relative(at, context);
    case 'full':
      return `${named ?? date}, ${time}`;
    case 'short':
      if (named) return `${named}, ${time}`;
      if (Math.abs(distance) < 7) return `${format({ weekday: 'short' })} ${date}, ${time}`;
      return date;
  }
}

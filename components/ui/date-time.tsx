'use client';
import { useFormatter, useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useClock } from './clock.tsx';
import { formatMoment, type MomentStyle } from './moment.ts';

/** The one way a moment is written: in the workspace's zone, the exact time on hover. */
export function DateTime({ at, style = 'short' }: { at: Date | string | null | undefined; style?: MomentStyle }) {
  const t = useTranslations('ui');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'Europe/Rome';
  const format = useFormatter();
  const now = useClock();
  if (at === null || at === undefined) return <span>–</span>;
  const moment = new Date(at);
  const context = { now, locale, timeZone, today: t('today'), tomorrow: t('tomorrow'), yesterday: t('yesterday') };
  return (
    <time
      dateTime={moment.toISOString()}
      title={format.dateTime(moment, 'exact')}
      className="whitespace-nowrap tabular-nums"
    >
      {formatMoment(moment, style, context)}
    </time>
  );
}

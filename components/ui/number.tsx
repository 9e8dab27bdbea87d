'use client';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { formatBytes, formatDecimal, formatPercent, formatPercentRange, formatWhole } from './number-format.ts';

/** The number formats in the person's language. */
export function useNumbers() {
  const locale = useLocale();
  return useMemo(
    () => ({
      whole: (value: number) => formatWhole(locale, value),
      decimal: (value: number, digits = 1) => formatDecimal(locale, value, digits),
      percent: (share: number, digits?: number) => formatPercent(locale, share, digits),
      range: (low: number, high: number, digits?: number) => formatPercentRange(locale, low, high, digits),
      bytes: (bytes: number) => formatBytes(locale, bytes),
    }),
    [locale],
  );
}

/** A whole number; a dash where there is none. */
export function Num({ value }: { value: number | null | undefined }) {
  const { whole } = useNumbers();
  return <span className="tabular-nums">{value === null || value === undefined ? '–' : whole(value)}</span>;
}

/** A share of one as a percentage; a dash where there is none. */
export function Percent({ value, digits = 1 }: { value: number | null | undefined; digits?: number }) {
  const { percent } = useNumbers();
  return <span className="tabular-nums">{value === null || value === undefined ? '–' : percent(value, digits)}</span>;
}

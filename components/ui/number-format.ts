/**
 * Numbers as the interface writes them. Italian groups from 1.000 on (CLDR would write 4318) and sets a no-break space before %.
 */
export function formatWhole(locale: string, value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: 'always' }).format(value);
}

export function formatDecimal(locale: string, value: number, digits: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  }).format(value);
}

function percentSign(locale: string): string {
  return locale === 'it' ? '\u00a0%' : '%';
}

/** `share` is a part of one: 0.979 → "97,9 %". */
export function formatPercent(locale: string, share: number, digits = 1): string {
  return formatDecimal(locale, share * 100, digits) + percentSign(locale);
}

/** An honest interval of two shares: "38–44 %"; one figure where both round alike. */
export function formatPercentRange(locale: string, low: number, high: number, digits = 0): string {
  const from = formatDecimal(locale, low * 100, digits);
  const to = formatDecimal(locale, high * 100, digits);
  return (from === to ? from : `${from}–${to}`) + percentSign(locale);
}

const units = ['byte', 'kB', 'MB', 'GB', 'TB'];

/** Decimal units, as disks and mail providers count: 1900000 → "1,9 MB". */
export function formatBytes(locale: string, bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatDecimal(locale, value, unit === 0 || value >= 99.95 ? 0 : 1)}\u00a0${units[unit]}`;
}

const AMOUNT =
  /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$|^(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$|^(\d+)(?:[.,](\d{1,2}))?$/;

/**
 * An amount as typed ("1.234,50", "1,234.50", "29,5") in integer cents; null for what is none. A mark before three digits
 * groups, before one or two divides; the two are never the same mark.
 */
export function centsOf(text: string): number | null {
  const match = AMOUNT.exec(text.replaceAll(/[\s€]/g, ''));
  if (!match) return null;
  const whole = match[1] ?? match[3] ?? match[5] ?? '';
  const part = match[2] ?? match[4] ?? match[6] ?? '';
  return Number(whole.replaceAll(/[.,]/g, '')) * 100 + Number(part.padEnd(2, '0'));
}

/** A number as a person of that language types it: "99,1" or "99.1". */
export function typedDecimal(text: string, locale: string): string {
  return locale === 'it' ? text.replace('.', ',') : text;
}

/** Cents as they are typed: "149", "149,50" or "149.50". */
export function typedEuro(cents: number, locale: string): string {
  return cents % 100 === 0 ? String(cents / 100) : typedDecimal((cents / 100).toFixed(2), locale);
}

'use client';
import { useLocale } from 'next-intl';

/** Integer cents as an amount: 14900 → "149,00 €". */
export function useMoney(): (cents: number, currency?: string) => string {
  const locale = useLocale();
  return (cents, currency = 'EUR') =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: 'always' }).format(cents / 100);
}

export function Money({ cents, currency = 'EUR' }: { cents: number; currency?: string }) {
  const money = useMoney();
  return <span className="whitespace-nowrap tabular-nums">{money(cents, currency)}</span>;
}

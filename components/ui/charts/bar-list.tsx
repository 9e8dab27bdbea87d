'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { useNumbers } from '../number.tsx';

export type Bar = {
  id: string;
  label: string;
  value: number /** Written instead of the value. */;
  display?: string /** A quieter second figure. */;
  second?: number;
  href?: string;
};

type Props = { label: string; items: Bar[] /** Labels are addresses: in mono. */; mono?: boolean };

/** Named counts, the longest bar the greatest; edge to edge in its section. */
export function BarList({ label, items, mono = false }: Props) {
  const { whole } = useNumbers();
  const most = Math.max(1, ...items.map((item) => item.value));
  const seconds = items.some((item) => item.second !== undefined);
  return (
    <ul aria-label={label} className="text-table">
      {items.map((item) => (
        <li
          key={item.id}
          className={clsx(
            'grid items-center gap-x-4 gap-y-1.5 border-line border-t px-4 py-2.5 first:border-t-0',
            seconds
              ? 'grid-cols-[minmax(0,1fr)_3.5rem_3.5rem] sm:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_3.5rem_3.5rem]'
              : 'grid-cols-[minmax(0,1fr)_3.5rem] sm:grid-cols-[minmax(0,4fr)_minmax(0,3fr)_3.5rem]',
          )}
        >
          <span className={clsx('min-w-0 truncate', mono && 'font-mono text-caption')} title={item.label}>
            {item.href === undefined ? (
              item.label
            ) : (
              <Link href={item.href} className="hover:text-accent hover:underline">
                {item.label}
              </Link>
            )}
          </span>
          <span
            aria-hidden
            className="h-1.5 overflow-hidden rounded-full bg-hover max-sm:order-last max-sm:col-span-full"
          >
            <span className="block h-full rounded-full bg-accent" style={{ width: `${(item.value / most) * 100}%` }} />
          </span>
          <span className="text-right tabular-nums">{item.display ?? whole(item.value)}</span>
          {seconds && (
            <span className="text-right text-ink-3 tabular-nums">
              {item.second === undefined ? '–' : whole(item.second)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

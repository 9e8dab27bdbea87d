import clsx from 'clsx';
import type { ReactNode } from 'react';

/** What is known of a thing: label above, value under it. */
export function Facts({ items, columns = 1 }: { items: { label: string; value: ReactNode }[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={clsx('grid gap-x-6 gap-y-3', columns === 2 && 'sm:grid-cols-2', columns === 3 && 'sm:grid-cols-3')}>
      {items.map((item) => (
        <div key={item.label} className="min-w-0">
          <dt className="text-caption text-ink-3">{item.label}</dt>
          <dd className="prose-links mt-0.5 text-table text-ink [overflow-wrap:anywhere]">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

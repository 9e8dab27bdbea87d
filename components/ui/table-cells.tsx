import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** Name above, what it is about under it. */
export function CellTitle({ title, sub, href }: { title: ReactNode; sub?: ReactNode; href?: string }) {
  return (
    <span className="block min-w-0">
      <span className="block truncate font-medium text-ink">
        {href === undefined ? (
          title
        ) : (
          <Link href={href} className="hover:text-accent">
            {title}
          </Link>
        )}
      </span>
      {sub !== undefined && <span className="block truncate text-caption text-ink-3">{sub}</span>}
    </span>
  );
}

/** A few rows in a card, without selection or sorting. Scrolls sideways by itself where it is too wide; positioned, to clip the words for screen readers too. */
export function PlainTable({
  label,
  head,
  rows,
}: {
  label: string;
  head?: { label: string; align?: 'end' }[];
  rows: ReactNode[][];
}) {
  const end = (index: number) => head?.[index]?.align === 'end' && 'text-right';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full text-table">
        {head && (
          <thead>
            <tr>
              {head.map((column, index) => (
                <th
                  key={column.label}
                  scope="col"
                  className={clsx('h-9 px-4 text-left font-medium whitespace-nowrap text-ink-3', end(index))}
                >
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are fixed and have no identity of their own
            <tr key={row} className={clsx('border-line', (head || row > 0) && 'border-t')}>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell's place is its identity
                <td key={index} className={clsx('px-4 py-2.5 align-middle', end(index))}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

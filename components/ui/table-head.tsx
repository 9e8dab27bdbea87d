'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Checkbox } from './checkbox.tsx';
import { nextSort, type Sort } from './table-keys.ts';
import { type Column, cellVisibility } from './table-row.tsx';
import type { Selection } from './table-selection.tsx';

const role = { group: { role: 'rowgroup' }, row: { role: 'row' }, head: { role: 'columnheader' } } as const;

type Props<Row> = {
  columns: Column<Row>[];
  /** The choice of columns, beside the last one's name, on the side that its cells leave free. */
  menu?: ReactNode;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: Selection;
  keys?: string[];
};

/** Stays under the top bar while the page scrolls. On phones only "select all" remains of it. */
export function TableHead<Row>({ columns, menu, sort, onSort, selection, keys = [] }: Props<Row>) {
  const t = useTranslations('ui.table');
  const chosen = keys.filter((key) => selection?.selected.has(key)).length;
  // A column that narrow tables hide would take the choice along.
  const menuAt = columns.findLastIndex((column) => column.from === undefined);
  return (
    <thead {...role.group} className="sticky top-[calc(var(--bar)+var(--strip,0px))] z-10 @max-[600px]:sr-only">
      <tr {...role.row}>
        {selection && (
          <th {...role.head} scope="col" className="h-8 w-9 border-b border-line bg-panel pl-3.5">
            <span className="flex">
              <Checkbox
                aria-label={t('selectPage')}
                checked={chosen === 0 ? false : chosen === keys.length ? true : 'indeterminate'}
                onCheckedChange={() => selection.onChange(new Set(chosen === keys.length ? [] : keys))}
              />
            </span>
          </th>
        )}
        {columns.map((column, index) => {
          const beside = index === menuAt && menu;
          const sorted = sort?.by === column.id ? sort.direction : undefined;
          return (
            <th
              key={column.id}
              {...role.head}
              scope="col"
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
              className={clsx(
                'h-8 border-b border-line bg-panel px-3 font-medium whitespace-nowrap text-ink-3',
                column.align === 'end' ? 'text-right' : 'text-left',
                cellVisibility(column, false),
              )}
              style={column.width ? { width: column.width } : undefined}
            >
              {column.align === 'end' && beside}
              {column.sortable && onSort ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, column.id))}
                  className={clsx(
                    '-mx-1 inline-flex items-center gap-1 rounded-in px-1 hover:text-ink',
                    sorted && 'text-ink',
                  )}
                >
                  {column.header}
                  {sorted === 'asc' && <ArrowUp aria-hidden className="size-3!" />}
                  {sorted === 'desc' && <ArrowDown aria-hidden className="size-3!" />}
                </button>
              ) : (
                column.header
              )}
              {column.align !== 'end' && beside}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Checkbox } from './checkbox.tsx';
import { Skeleton } from './skeleton.tsx';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
  sortable?: boolean;
  width?: string;
  /** Whether the person may hide it; true unless it is the title. */
  hideable?: boolean;
  hiddenAtFirst?: boolean;
  /** Hidden on screens narrower than this. */
  from?: 'md' | 'lg';
  /** Its place in the two lines of a phone's row; hidden there unless given. */
  phone?: 'title' | 'badge' | 'when';
};

const role = { row: { role: 'row' }, cell: { role: 'cell' } } as const;

/** Where a column shows: by screen width, and in which corner of a phone's row. */
export function cellVisibility(column: Pick<Column<never>, 'from' | 'phone'>, inBody: boolean): string {
  const wide = column.from === 'lg' ? 'hidden lg:table-cell' : column.from === 'md' ? 'hidden md:table-cell' : '';
  if (!inBody) return wide;
  if (column.phone === undefined) return wide || 'max-sm:hidden';
  const corner = {
    title: 'max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1 max-sm:self-center',
    badge: 'max-sm:col-start-3 max-sm:row-start-1 max-sm:justify-self-end',
    when: 'max-sm:col-start-3 max-sm:row-start-2 max-sm:justify-self-end max-sm:text-caption max-sm:text-ink-3',
  };
  return clsx('max-sm:block max-sm:p-0!', corner[column.phone]);
}

type Props<Row> = {
  row: Row;
  columns: Column<Row>[];
  /** The one row that Tab reaches; arrows go on from there. */
  reachable: boolean;
  opens: boolean;
  /** Undefined where rows are not selected at all. */
  selected: boolean | undefined;
  onToggle: (ranged: boolean) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  onClick: (event: MouseEvent) => void;
};

export function TableRow<Row>({
  row,
  columns,
  reachable,
  opens,
  selected,
  onToggle,
  onFocus,
  onKeyDown,
  onClick,
}: Props<Row>) {
  const t = useTranslations('ui.table');
  return (
    <tr
      {...role.row}
      tabIndex={reachable ? 0 : -1}
      aria-selected={selected}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={onClick}
      className={clsx(
        'group border-line border-t first:border-t-0 focus-visible:rounded-none focus-visible:shadow-[inset_0_0_0_2px_var(--accent)]',
        'max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-3.5 max-sm:py-2.5',
        opens && 'cursor-pointer',
        selected ? 'bg-accent-wash' : 'hover:bg-ground',
      )}
    >
      {selected !== undefined && (
        <td
          {...role.cell}
          className="w-9 pl-3.5 max-sm:row-span-2 max-sm:w-auto max-sm:pl-0"
          onClickCapture={(event) => {
            if (!event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            onToggle(true);
          }}
        >
          <span className="flex">
            <Checkbox
              aria-label={t('selectRow')}
              checked={selected}
              tabIndex={-1}
              onCheckedChange={() => onToggle(false)}
            />
          </span>
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          {...role.cell}
          className={clsx(
            'h-11 max-w-0 px-3 py-2.5 align-middle sm:max-w-[28rem]',
            column.align === 'end' && 'text-right tabular-nums',
            'max-sm:h-auto max-sm:max-w-none',
            cellVisibility(column, true),
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Six rows of grey in the table's own shape. */
export function TableSkeleton<Row>({ columns, selectable }: { columns: Column<Row>[]; selectable: boolean }) {
  return ['64%', '48%', '72%', '56%', '40%', '60%'].map((width) => (
    <tr
      key={width}
      {...role.row}
      className="border-line border-t first:border-t-0 max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:px-3.5 max-sm:py-3.5"
    >
      {selectable && <td {...role.cell} className="w-9 pl-3.5 max-sm:hidden" />}
      {columns.map((column) => (
        <td
          key={column.id}
          {...role.cell}
          className={clsx('h-11 px-3 py-2.5 align-middle max-sm:h-auto', cellVisibility(column, true))}
        >
          <span
            className={clsx('block', column.phone === 'title' ? '' : 'max-w-16', column.align === 'end' && 'ml-auto')}
            style={column.phone === 'title' ? { width } : undefined}
          >
            <Skeleton className="h-3.5 w-full" />
          </span>
        </td>
      ))}
    </tr>
  ));
}

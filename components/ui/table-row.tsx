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
  /** Hidden where the table is narrower than 720 px (md) or 880 px (lg). */
  from?: 'md' | 'lg';
  /** Its place in the two lines of a phone's row; hidden there unless given. */
  phone?: 'title' | 'badge' | 'when';
};

const role = { row: { role: 'row' }, cell: { role: 'cell' } } as const;

/** Where a column shows: by the table's width, and in which corner of a phone's row. */
export function cellVisibility(column: Pick<Column<never>, 'from' | 'phone'>, inBody: boolean): string {
  const wide =
    column.from === 'lg' ? 'hidden @[880px]:table-cell' : column.from === 'md' ? 'hidden @[720px]:table-cell' : '';
  if (!inBody) return wide;
  if (column.phone === undefined) return wide || '@max-[600px]:hidden';
  const corner = {
    title: '@max-[600px]:col-start-2 @max-[600px]:row-span-2 @max-[600px]:row-start-1 @max-[600px]:self-center',
    badge: '@max-[600px]:pl-3! @max-[600px]:col-start-3 @max-[600px]:row-start-1 @max-[600px]:justify-self-end',
    when: '@max-[600px]:pl-3! @max-[600px]:col-start-3 @max-[600px]:row-start-2 @max-[600px]:justify-self-end @max-[600px]:text-caption @max-[600px]:text-ink-3',
  };
  return clsx('@max-[600px]:block @max-[600px]:p-0!', corner[column.phone]);
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
        '@max-[600px]:grid @max-[600px]:grid-cols-[auto_minmax(0,1fr)_auto] @max-[600px]:items-center @max-[600px]:gap-y-1 @max-[600px]:px-3.5 @max-[600px]:py-2.5',
        opens && 'cursor-pointer',
        selected ? 'bg-accent-wash' : 'hover:bg-ground',
      )}
    >
      {selected !== undefined && (
        <td
          {...role.cell}
          className="w-9 pl-3.5 @max-[600px]:row-span-2 @max-[600px]:mr-3 @max-[600px]:w-auto @max-[600px]:pl-0"
        >
          <span className="flex">
            <Checkbox
              aria-label={t('selectRow')}
              checked={selected}
              tabIndex={-1}
              onCheckedChange={(_, ranged) => onToggle(ranged)}
            />
          </span>
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          {...role.cell}
          className={clsx(
            'h-11 px-3 py-2.5 align-middle whitespace-nowrap',
            // The title takes what is left and is cut off rather than pushing the others out.
            column.phone === 'title' && '@[600px]:w-[38%] @[600px]:max-w-0',
            column.align === 'end' && 'text-right tabular-nums',
            '@max-[600px]:h-auto @max-[600px]:max-w-none',
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
      className="border-line border-t first:border-t-0 @max-[600px]:grid @max-[600px]:grid-cols-[auto_minmax(0,1fr)_auto] @max-[600px]:px-3.5 @max-[600px]:py-3.5"
    >
      {selectable && <td {...role.cell} className="w-9 pl-3.5 @max-[600px]:hidden" />}
      {columns.map((column) => (
        <td
          key={column.id}
          {...role.cell}
          className={clsx(
            'h-11 px-3 py-2.5 align-middle @max-[600px]:h-auto',
            column.phone === 'title' && '@[600px]:w-[38%]',
            cellVisibility(column, true),
          )}
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

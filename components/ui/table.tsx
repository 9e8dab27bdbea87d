'use client';
import { Columns3 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { MenuLater } from './menu-later.tsx';
import { TableHead } from './table-head.tsx';
import { rowForKey, type Sort, toggleRange } from './table-keys.ts';
import { type Column, TableRow, TableSkeleton } from './table-row.tsx';
import { type Selection, TableSelectionBar } from './table-selection.tsx';
import { type ColumnChoice, useColumnChoice } from './use-column-choice.ts';

export type { Sort } from './table-keys.ts';
export type { Column } from './table-row.tsx';

const loadColumnMenu = () => import('./column-menu.tsx').then((module) => module.ColumnMenu);

/** Where the table has less than 600 px, rows become grids of two lines; display alone would take the table's roles away from screen readers. */
const role = { table: { role: 'table' }, group: { role: 'rowgroup' } } as const;

export type TableProps<Row> = {
  /** Names the table in this browser's memory of hidden columns. */
  id: string;
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What Enter and a click on a row open. */
  rowHref?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: Selection;
  /** Which columns are hidden, where the page keeps the choice itself. */
  columnChoice?: ColumnChoice;
  loading?: boolean;
  /** Stands in the table's place when there are no rows. */
  empty?: ReactNode;
  /** Filters, at the left of the column choice; without any, the choice is in the table's head. */
  toolbar?: ReactNode;
  /** Under the rows: usually a Pager. */
  footer?: ReactNode;
};

/** The one table of lists. Arrows (or j, k) move, Enter opens, Space selects, Shift-click selects a range. */
export function DataTable<Row>({
  id,
  label,
  columns,
  rows,
  rowKey,
  rowHref,
  onOpen,
  sort,
  onSort,
  selection,
  columnChoice,
  loading = false,
  empty,
  toolbar,
  footer,
}: TableProps<Row>) {
  const t = useTranslations('ui.table');
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [active, setActive] = useState(0);
  const anchor = useRef<number | undefined>(undefined);
  const ownChoice = useColumnChoice(
    id,
    columns.filter((column) => column.hiddenAtFirst).map((column) => column.id),
  );
  const [hidden, choose] = columnChoice ?? ownChoice;
  const hideable = columns.filter((column) => column.hideable !== false && column.phone !== 'title');
  const shown = columns.filter((column) => !hideable.includes(column) || !hidden.has(column.id));
  const keys = rows.map(rowKey);
  const opens = rowHref !== undefined || onOpen !== undefined;

  function open(row: Row): void {
    if (onOpen) onOpen(row);
    else if (rowHref) router.push(rowHref(row));
  }

  function toggle(index: number, ranged: boolean): void {
    if (!selection) return;
    selection.onChange(toggleRange(selection.selected, keys, index, ranged ? anchor.current : undefined));
    anchor.current = index;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, index: number): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = rowForKey(event.key, index, rows.length);
    const row = rows[index];
    if (to !== undefined) {
      event.preventDefault();
      setActive(to);
      const target = body.current?.rows[to];
      target?.focus();
    } else if (event.key === 'Enter' && row !== undefined && opens) {
      open(row);
    } else if (event.key === ' ' && selection) {
      event.preventDefault();
      toggle(index, event.shiftKey);
    }
  }

  function onClick(event: MouseEvent, index: number): void {
    const row = rows[index];
    const onControl =
      event.target instanceof Element && event.target.closest('a, button, input, label, [role="menuitem"]') !== null;
    if (onControl || row === undefined || !opens || window.getSelection()?.toString()) return;
    open(row);
  }

  const isEmpty = rows.length === 0 && !loading;
  const columnMenu = hideable.length > 0 && !isEmpty && (
    <MenuLater
      load={loadColumnMenu}
      trigger={
        toolbar === undefined ? (
          <IconButton
            icon={<Columns3 />}
            label={t('columns')}
            size="s"
            className="mx-1 align-middle @max-[600px]:hidden"
          />
        ) : (
          <Button variant="ghost" icon={<Columns3 />} className="max-sm:hidden">
            {t('columns')}
          </Button>
        )
      }
    >
      {(ColumnMenu, pressed) => <ColumnMenu columns={hideable} hidden={hidden} choose={choose} {...pressed} />}
    </MenuLater>
  );

  return (
    <div className="grid grid-cols-1 gap-3">
      {selection && selection.selected.size > 0 ? (
        <TableSelectionBar selection={selection} onPage={keys.length} />
      ) : (
        toolbar !== undefined && (
          <div className="flex min-h-8 items-center justify-between gap-3">
            <div className="min-w-0 flex-1">{toolbar}</div>
            {columnMenu}
          </div>
        )
      )}
      {isEmpty ? (
        empty
      ) : (
        <div className="@container relative overflow-clip rounded-out border border-line bg-panel">
          <table
            {...role.table}
            aria-label={label}
            aria-busy={loading || undefined}
            className="w-full text-table @max-[600px]:block"
          >
            <TableHead
              columns={shown}
              menu={toolbar === undefined && columnMenu}
              {...(sort ? { sort } : {})}
              {...(onSort ? { onSort } : {})}
              {...(selection ? { selection, keys } : {})}
            />
            <tbody {...role.group} ref={body} className="@max-[600px]:block">
              {loading && rows.length === 0 ? (
                <TableSkeleton columns={shown} selectable={selection !== undefined} />
              ) : (
                rows.map((row, index) => (
                  <TableRow
                    key={keys[index]}
                    row={row}
                    columns={shown}
                    reachable={index === Math.min(active, rows.length - 1)}
                    opens={opens}
                    selected={selection?.selected.has(keys[index] ?? '')}
                    onToggle={(ranged) => toggle(index, ranged)}
                    onFocus={() => setActive(index)}
                    onKeyDown={(event) => onKeyDown(event, index)}
                    onClick={(event) => onClick(event, index)}
                  />
                ))
              )}
            </tbody>
          </table>
        </div>
      )}
      {footer}
    </div>
  );
}

'use client';
import { CursorPager } from './cursor-pager.tsx';
import { LoadFailed } from './load-failed.tsx';
import { DataTable, type TableProps } from './table.tsx';

/** A query's state, as TanStack Query gives it. */
export type PageQuery<Row> = {
  data: { rows: Row[]; next?: string | null } | undefined;
  error: unknown;
  isError: boolean;
  isPending: boolean;
  refetch: () => Promise<unknown>;
};

type Props<Row> = Omit<TableProps<Row>, 'rows' | 'loading' | 'footer'> & { query: PageQuery<Row> };

/** A list that is read a page at a time, its cursor in the address: reading, unreadable, empty, or rows with their pager. */
export function PagedTable<Row>({ query, ...table }: Props<Row>) {
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data?.rows ?? [];
  return (
    <DataTable
      {...table}
      rows={rows}
      loading={query.isPending}
      footer={rows.length > 0 && <CursorPager shown={rows.length} next={query.data?.next ?? null} />}
    />
  );
}

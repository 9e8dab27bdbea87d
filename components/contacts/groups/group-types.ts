import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

export type GroupRow = inferRouterOutputs<AppRouter>['contacts']['groups'][number];

/** A group and everything below it, from rows in the order of the tree. */
export function withBelow(rows: readonly GroupRow[], id: string): GroupRow[] {
  const start = rows.findIndex((row) => row.id === id);
  const top = rows[start];
  if (!top) return [];
  const end = rows.findIndex((row, index) => index > start && row.depth <= top.depth);
  return rows.slice(start, end < 0 ? rows.length : end);
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';
import type { ColumnChoice } from '#components/ui/use-column-choice.ts';

/** Which columns the person wants in the list, at every station; until they choose, `hiddenAtFirst` are hidden. */
export function useShownColumns(columns: { id: string; hiddenAtFirst?: boolean }[]): ColumnChoice {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = { key: 'contacts.columns' } as const;
  const kept = useQuery(trpc.identity.setting.queryOptions(key));
  const set = useMutation(trpc.identity.setSetting.mutationOptions());
  const shown = new Set(
    Array.isArray(kept.data) ? kept.data : columns.filter((one) => !one.hiddenAtFirst).map(({ id }) => id),
  );
  const hidden = new Set(columns.map(({ id }) => id).filter((id) => !shown.has(id)));
  return [
    hidden,
    (column, show) => {
      if (show) shown.add(column);
      else shown.delete(column);
      const value = [...shown];
      queries.setQueryData(trpc.identity.setting.queryKey(key), value);
      set.mutate({ ...key, value });
    },
  ];
}

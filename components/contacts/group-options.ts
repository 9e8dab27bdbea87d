'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';
import type { TreeOption } from '#components/ui/tree-options.ts';

/** The workspace's groups as options of a tree, each with how many contacts it reaches. */
export function useGroupOptions(): TreeOption[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.contacts.groups.queryOptions());
  return (data ?? []).map((group) => ({
    value: group.id,
    label: group.name,
    depth: group.depth,
    hint: String(group.total),
  }));
}

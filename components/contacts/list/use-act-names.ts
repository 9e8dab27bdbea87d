'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';

/** The names of what acts name: groups, topics, attributes. */
export function useActNames() {
  const trpc = useTRPC();
  const groups = useQuery(trpc.contacts.groups.queryOptions());
  const topics = useQuery(trpc.contacts.topics.queryOptions());
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  return {
    groups: new Map((groups.data ?? []).map((one) => [one.id, one.name])),
    topics: new Map((topics.data ?? []).map((one) => [one.id, one.name])),
    attributes: new Map((attributes.data ?? []).map((one) => [one.key, one.label])),
  };
}
export type ActNames = ReturnType<typeof useActNames>;

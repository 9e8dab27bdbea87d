'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import type { AttributeType } from '#server/modules/contacts/schemas.ts';

export type AttributeChoice = {
  key: string;
  label: string;
  type: AttributeType;
  choices: string[];
  sensitive: boolean;
};

/** The workspace's attributes, as a form may ask for them. */
export function useAttributes(): AttributeChoice[] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.contacts.attributes.queryOptions());
  return useMemo(
    () =>
      (data ?? []).map(({ key, label, type, choices, sensitive }) => ({
        key,
        label,
        type,
        choices,
        sensitive: sensitive !== null,
      })),
    [data],
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useTRPC } from '#components/trpc.tsx';

const own = ['contact.firstName', 'contact.lastName', 'contact.address', 'workspace.name', 'campaign.name'] as const;
const attributePrefix = 'contact.attributes.';

/** The variables of this workspace in the person's words: fixed ones, then the contacts' attributes. */
export function useVariables() {
  const t = useTranslations('campaigns.variable');
  const trpc = useTRPC();
  const attributes = useQuery({ ...trpc.contacts.attributes.queryOptions(), staleTime: 60_000 });
  const variables = useMemo(
    () => [
      ...own.map((name) => ({ name: name as string, label: t(name.replace('.', '-') as 'contact-firstName') })),
      ...(attributes.data ?? []).map(({ key, label }) => ({ name: attributePrefix + key, label })),
    ],
    [attributes.data, t],
  );
  const variableLabel = useCallback(
    (name: string) => variables.find((each) => each.name === name)?.label ?? name.replace(attributePrefix, ''),
    [variables],
  );
  return { variables, variableLabel };
}

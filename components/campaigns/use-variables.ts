'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { fixedVariableNames } from '#shared/document/variable-names.ts';

const attributePrefix = 'contact.attributes.';
const kinds = ['contact', 'workspace', 'campaign', 'link'] as const;

export type VariableKind = (typeof kinds)[number];
export type VariableChoice = { name: string; label: string };
export type VariableGroup = { kind: VariableKind; label: string; choices: VariableChoice[] };

/** The variables of this workspace in the person's words, by what brings them: contacts with their attributes, workspace, campaign, links. */
export function useVariables() {
  const t = useTranslations('campaigns.variable');
  const trpc = useTRPC();
  const attributes = useQuery({ ...trpc.contacts.attributes.queryOptions(), staleTime: 60_000 });
  const groups = useMemo(
    () =>
      kinds.map((kind): VariableGroup => {
        const fixed = fixedVariableNames
          .filter((name) => name.startsWith(`${kind}.`))
          .map((name) => ({ name: name as string, label: t(name.replace('.', '-') as 'contact-firstName') }));
        const own = (attributes.data ?? []).map(({ key, label }) => ({ name: attributePrefix + key, label }));
        return { kind, label: t(`groups.${kind}`), choices: kind === 'contact' ? [...fixed, ...own] : fixed };
      }),
    [attributes.data, t],
  );
  const variableLabel = useCallback(
    (name: string) =>
      groups.flatMap(({ choices }) => choices).find((each) => each.name === name)?.label ??
      name.replace(attributePrefix, ''),
    [groups],
  );
  return { groups, variableLabel };
}
export type Variables = ReturnType<typeof useVariables>;

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { type Check, checkMissing, checkWritten, uncertainVariables } from '#shared/campaign-checks.ts';
import type { Content } from './editor-state.ts';
import type { Autosave } from './use-autosave.ts';

/** The checks as one writes: what the browser knows at once, and, after a save, whose values are missing. */
export function useLiveChecks(
  id: string,
  { document, lines, plainText }: Content,
  files: readonly { bytes: number }[],
  verifiedDomains: readonly string[],
  domainsKnown: boolean,
  save: Pick<Autosave, 'bytes' | 'state'>,
): { checks: Check[]; bytes: number | null } {
  const trpc = useTRPC();
  const uses = useMemo(
    () => uncertainVariables(document, lines.subject, lines.preheader, plainText),
    [document, lines.subject, lines.preheader, plainText],
  );
  const asked = JSON.stringify(uses);
  const { queryKey, ...options } = trpc.campaigns.measure.queryOptions({ id });
  const measured = useQuery({
    ...options,
    queryKey: [...queryKey, asked] as unknown as typeof queryKey,
    enabled: save.state === 'saved',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const bytes = save.bytes ?? measured.data?.bytes ?? null;
  const missing = measured.data?.missing;
  const checks = useMemo(() => {
    const written = checkWritten({ ...lines, document, plainText, files, verifiedDomains, bytes });
    const known = domainsKnown ? written : written.filter(({ id: check }) => check !== 'sender');
    const short = missing?.filter((each) =>
      uses.some((use) => use.name === each.name && use.fallback === each.fallback),
    );
    return [...known, ...(short && uses.length > 0 ? checkMissing(short) : [])];
  }, [lines, document, plainText, files, verifiedDomains, domainsKnown, bytes, missing, uses]);
  return { checks, bytes };
}

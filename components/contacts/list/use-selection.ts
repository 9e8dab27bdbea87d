'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { ContactSelection } from '#server/modules/contacts/schemas.ts';
import { readSelection, withSelection, writeSelection } from './selection-url.ts';

export type SelectionControl = {
  selection: ContactSelection;
  /** The selection as it stands in an address. */
  query: string;
  change: (change: Partial<{ [K in keyof ContactSelection]: ContactSelection[K] | undefined }>) => void;
  /** Another query in its place; `filter` is the saved filter that it comes from. */
  replace: (query: string, filter?: string) => void;
  /** The saved filter that was applied last, which the selection may have left since. */
  filter: string;
};

/** What the address says is shown, and how to have it say something else. */
export function useSelection(): SelectionControl {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const text = params.toString();
  const selection = useMemo(() => readSelection(new URLSearchParams(text)), [text]);
  const filter = params.get('filter') ?? '';
  const replace = useCallback(
    (query: string, named = '') => {
      const rest = withSelection(new URLSearchParams(text), query);
      const full = [rest, named && `filter=${named}`].filter(Boolean).join('&');
      router.replace(full ? `${pathname}?${full}` : pathname, { scroll: false });
    },
    [router, pathname, text],
  );
  const change: SelectionControl['change'] = (changed) => {
    const next = Object.fromEntries(
      Object.entries({ ...selection, ...changed }).filter(([, value]) => value !== undefined),
    ) as ContactSelection;
    replace(writeSelection(next), filter);
  };
  return { selection, query: writeSelection(selection), change, replace, filter };
}

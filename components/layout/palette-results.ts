import type { ReactNode } from 'react';

export type PaletteEntry = {
  id: string;
  label: string;
  detail?: string;
  group: string;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
};

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** How well an entry answers a query: undefined for not at all; less is better (label's beginning, a word's beginning, inside, detail). */
export function matchOf(entry: Pick<PaletteEntry, 'label' | 'detail'>, query: string): number | undefined {
  const wanted = plain(query.trim());
  if (wanted === '') return 0;
  const label = plain(entry.label);
  if (label.startsWith(wanted)) return 0;
  if (label.split(/[\s'’-]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (label.includes(wanted)) return 2;
  return entry.detail !== undefined && plain(entry.detail).includes(wanted) ? 3 : undefined;
}

/** The entries that answer, the best first within each group; groups keep their order. */
export function rank(entries: PaletteEntry[], query: string): PaletteEntry[] {
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return entries
    .flatMap((entry) => {
      const match = matchOf(entry, query);
      return match === undefined ? [] : [{ entry, match }];
    })
    .sort((a, b) => groups.indexOf(a.entry.group) - groups.indexOf(b.entry.group) || a.match - b.match)
    .map(({ entry }) => entry);
}

'use client';
import { useState } from 'react';
import type { PaletteEntry } from './palette-results.ts';

export type RecentChoice = { label: string; detail?: string; href: string };

const KEPT = 6;
const keyOf = (scope: string) => `postino-palette-${scope}`;

/** The choices with a new one in front: each address once, at most six, and nothing that leads nowhere. */
export function withChoice(
  recent: readonly RecentChoice[],
  entry: Pick<PaletteEntry, 'label' | 'detail' | 'href'>,
): RecentChoice[] {
  const { label, detail, href } = entry;
  if (href === undefined) return [...recent];
  return [{ label, ...(detail ? { detail } : {}), href }, ...recent.filter((one) => one.href !== href)].slice(0, KEPT);
}

/** A choice as it was kept; by hand, because the frame of every page would carry zod for it. */
function readChoice(kept: unknown): RecentChoice[] {
  if (typeof kept !== 'object' || kept === null) return [];
  const { label, detail, href } = kept as Record<string, unknown>;
  if (typeof label !== 'string' || typeof href !== 'string') return [];
  return [{ label, ...(typeof detail === 'string' && detail ? { detail } : {}), href }];
}

function read(scope: string): RecentChoice[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(scope)) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readChoice) : [];
  } catch {
    return [];
  }
}

/** What was chosen last in this browser, and how a further choice is remembered. A browser that keeps nothing does without. */
export function useRecentChoices(scope: string): [RecentChoice[], (entry: PaletteEntry) => void] {
  const [recent] = useState(() => read(scope));
  return [
    recent,
    (entry) => {
      try {
        localStorage.setItem(keyOf(scope), JSON.stringify(withChoice(read(scope), entry)));
      } catch {
        // Storage may be full or forbidden: the choice itself still works.
      }
    },
  ];
}

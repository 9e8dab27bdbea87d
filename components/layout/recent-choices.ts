'use client';
import { useState } from 'react';
import { z } from 'zod';
import type { PaletteEntry } from './palette-results.ts';

export type RecentChoice = { label: string; detail?: string; href: string };

const KEPT = 6;
const stored = z.array(z.object({ label: z.string(), detail: z.string().optional(), href: z.string() }));
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

function read(scope: string): RecentChoice[] {
  try {
    const kept = stored.parse(JSON.parse(localStorage.getItem(keyOf(scope)) ?? '[]'));
    return kept.map(({ detail, ...choice }) => ({ ...choice, ...(detail ? { detail } : {}) }));
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

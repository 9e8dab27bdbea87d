'use client';
import { createContext, type ReactNode, useContext } from 'react';

export type Shell = { search: ReactNode; notices: ReactNode; personMenu: ReactNode; openNavigation: () => void };

export const ShellContext = createContext<Shell | null>(null);

/** What the top bar takes from the frame; null outside one. */
export function useShell(): Shell | null {
  return useContext(ShellContext);
}

import type { ReactNode } from 'react';

export type NavigationItem = { href: string; label: string; icon: ReactNode; count?: number };
export type NavigationSection = { label?: string; items: NavigationItem[] };
export type ShellWorkspace = {
  name: string;
  slug?: string;
  planLabel?: string /** IANA zone in which its pages tell time. */;
  timeZone?: string;
};
export type WorkspaceChoice = { name: string; href: string; planLabel?: string };
export type ShellPerson = { name: string; username: string };

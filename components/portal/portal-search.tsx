'use client';

import type { ComponentProps } from 'react';
import { CommandPalette } from '#components/layout/command-palette.tsx';

type Props = { pages: ComponentProps<typeof CommandPalette>['pages'] };

/** The palette of the portal: its pages. */
export function PortalSearch({ pages }: Props) {
  return <CommandPalette pages={pages} />;
}

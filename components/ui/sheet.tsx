'use client';
import { withTrigger } from './dialog-open.tsx';

/** A panel from the edge: details beside a list, navigation on phones. */
export const Sheet = withTrigger(() => import('./sheet-frame.tsx').then((module) => module.SheetFrame));

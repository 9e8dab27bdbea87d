'use client';
import { withTrigger } from './dialog-open.tsx';

/** A question that must be answered before going on. On phones it stands at the bottom, in reach of the thumb. */
export const Dialog = withTrigger(() => import('./dialog-frame.tsx').then((module) => module.DialogFrame));

'use client';
import { type Openable, WithTrigger } from './dialog-open.tsx';
import type { SheetFrameProps } from './sheet-frame.tsx';
import { whenOpened } from './when-opened.tsx';

const Frame = whenOpened(() => import('./sheet-frame.tsx').then((module) => module.SheetFrame));

/** A panel from the edge: details beside a list, navigation on phones. */
export function Sheet({ open, onOpenChange, trigger, ...frame }: Openable<SheetFrameProps>) {
  return <WithTrigger {...{ open, onOpenChange, trigger }} frame={(state) => <Frame {...frame} {...state} />} />;
}

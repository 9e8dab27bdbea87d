'use client';
import type { DialogFrameProps } from './dialog-frame.tsx';
import { type Openable, WithTrigger } from './dialog-open.tsx';
import { whenOpened } from './when-opened.tsx';

const Frame = whenOpened(() => import('./dialog-frame.tsx').then((module) => module.DialogFrame));

/** A question that must be answered before going on. On phones it stands at the bottom, in reach of the thumb. */
export function Dialog({ open, onOpenChange, trigger, ...frame }: Openable<DialogFrameProps>) {
  return <WithTrigger {...{ open, onOpenChange, trigger }} frame={(state) => <Frame {...frame} {...state} />} />;
}

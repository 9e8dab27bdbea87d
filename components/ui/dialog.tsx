'use client';
import type { ReactElement } from 'react';
import type { DialogFrameProps } from './dialog-frame.tsx';
import { DialogTrigger, useOpen } from './dialog-open.tsx';
import { whenOpened } from './when-opened.tsx';

const Frame = whenOpened(() => import('./dialog-frame.tsx').then((module) => module.DialogFrame));

type Props = Omit<DialogFrameProps, 'open' | 'onOpenChange'> & {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
};

/** A question that must be answered before going on. On phones it stands at the bottom, in reach of the thumb. */
export function Dialog({ open, onOpenChange, trigger, ...frame }: Props) {
  const [shown, change] = useOpen(open, onOpenChange);
  return (
    <>
      {trigger && (
        <DialogTrigger open={shown} onOpen={() => change(true)}>
          {trigger}
        </DialogTrigger>
      )}
      <Frame {...frame} open={shown} onOpenChange={change} />
    </>
  );
}

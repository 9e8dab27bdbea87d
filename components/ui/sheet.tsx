'use client';
import type { ReactElement } from 'react';
import { DialogTrigger, useOpen } from './dialog-open.tsx';
import type { SheetFrameProps } from './sheet-frame.tsx';
import { whenOpened } from './when-opened.tsx';

const Frame = whenOpened(() => import('./sheet-frame.tsx').then((module) => module.SheetFrame));

type Props = Omit<SheetFrameProps, 'open' | 'onOpenChange'> & {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
};

/** A panel from the edge: details beside a list, navigation on phones. */
export function Sheet({ open, onOpenChange, trigger, ...frame }: Props) {
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

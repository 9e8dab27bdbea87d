'use client';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { CloseProvider } from './dialog-open.tsx';
import { useFocusThereAndBack } from './initial-focus.ts';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A click beside it does not close it: for what would be lost. */
  stays?: boolean;
  /** Whether a Radix.Description stands in it, that it is read out with. */
  described?: boolean;
  className: string;
  /** With a Radix.Title among them, which it is named by. */
  children: ReactNode;
};

/** What stands over the page and must be left before going on: the veil, the focus that goes there and back, what closes it. */
export function Modal({ open, onOpenChange, stays = false, described = false, className, children }: Props) {
  const focus = useFocusThereAndBack();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Radix.Content
          {...focus}
          {...(stays ? { onInteractOutside: (event) => event.preventDefault() } : {})}
          {...(described ? {} : { 'aria-describedby': undefined })}
          className={className}
        >
          <CloseProvider value={() => onOpenChange(false)}>{children}</CloseProvider>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

'use client';
import { Slot } from 'radix-ui';
import { createContext, type ReactElement, useContext, useState } from 'react';

const CloseContext = createContext<() => void>(() => {});
export const CloseProvider = CloseContext.Provider;

/** Closes the dialog or sheet around it. */
export const useCloseDialog = () => useContext(CloseContext);

/** Whether it stands open: as its owner says, else as its trigger does. */
export function useOpen(open: boolean | undefined, onOpenChange: ((open: boolean) => void) | undefined) {
  const [own, setOwn] = useState(false);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return [open ?? own, change] as const;
}

/** The button that opens a dialog. Focused also where a browser does not focus what is clicked: the focus comes back to it. */
export function DialogTrigger({
  open,
  onOpen,
  children,
}: {
  open: boolean;
  onOpen: () => void;
  children: ReactElement;
}) {
  return (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={(event) => {
        event.currentTarget.focus();
        onOpen();
      }}
    >
      {children}
    </Slot.Root>
  );
}

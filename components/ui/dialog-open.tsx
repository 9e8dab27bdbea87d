'use client';
import { Slot } from 'radix-ui';
import { createContext, type ReactElement, type ReactNode, useContext, useState } from 'react';

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

type FrameState = { open: boolean; onOpenChange: (open: boolean) => void };
type Opening = {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  trigger?: ReactElement | undefined;
};

/** What a dialog or sheet takes whose frame takes `Props`: its owner may leave it to the trigger whether it stands open. */
export type Openable<Props extends FrameState> = Omit<Props, keyof FrameState> & Opening;

/** A dialog's or sheet's frame with the button that opens it. */
export function WithTrigger({
  open,
  onOpenChange,
  trigger,
  frame,
}: Opening & { frame: (state: FrameState) => ReactNode }) {
  const [shown, change] = useOpen(open, onOpenChange);
  return (
    <>
      {trigger && (
        <DialogTrigger open={shown} onOpen={() => change(true)}>
          {trigger}
        </DialogTrigger>
      )}
      {frame({ open: shown, onOpenChange: change })}
    </>
  );
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

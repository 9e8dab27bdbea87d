'use client';
import { Slot } from 'radix-ui';
import { type ComponentType, createContext, type ReactElement, useContext, useState } from 'react';
import { whenOpened } from './when-opened.tsx';

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

type FrameProps = { open: boolean; onOpenChange: (open: boolean) => void };
type WithTriggerProps<Props> = Omit<Props, keyof FrameProps> & {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
};

/** A dialog or sheet with its trigger, whose frame is loaded when it first opens. */
export function withTrigger<Props extends FrameProps>(load: () => Promise<ComponentType<Props>>) {
  const Frame = whenOpened(load);
  // biome-ignore lint/correctness/noComponentHookFactories: called once for dialogs and once for sheets, as their modules are read
  return function WithTrigger({ open, onOpenChange, trigger, ...frame }: WithTriggerProps<Props>) {
    const [shown, change] = useOpen(open, onOpenChange);
    return (
      <>
        {trigger && (
          <DialogTrigger open={shown} onOpen={() => change(true)}>
            {trigger}
          </DialogTrigger>
        )}
        <Frame {...(frame as unknown as Props)} open={shown} onOpenChange={change} />
      </>
    );
  };
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

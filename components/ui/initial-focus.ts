import { useRef } from 'react';

/**
 * Where the focus goes when a dialog opens: its first field, else the dialog itself. Radix would take the close button,
 * whose tooltip then opens and swallows the first Escape.
 */
export function focusInside(event: Event): void {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector(
    'input:not([type="hidden"], :disabled), textarea:not(:disabled), [role="combobox"]',
  );
  (field instanceof HTMLElement ? field : event.currentTarget).focus();
}

/**
 * For a dialog without a trigger of its own: the focus goes inside when it opens, and back to where it was when it closes.
 * Radix knows triggers only.
 */
export function useFocusThereAndBack() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      before.current = document.activeElement;
      focusInside(event);
    },
    onCloseAutoFocus: (event: Event) => {
      const { current } = before;
      if (!(current instanceof HTMLElement) || !current.isConnected || current === document.body) return;
      event.preventDefault();
      current.focus({ preventScroll: true });
    },
  };
}

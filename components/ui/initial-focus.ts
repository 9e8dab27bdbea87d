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
 * What opened the menus and dialogs that stand open, the latest last. Where one gives way to another, as a menu does to the dialog of its
 * item, the focus is lost when the second opens, and belongs to what opened the first.
 */
const openers: Element[] = [];

/** Remembers what opened a menu or a dialog until its focus has been given back. */
export function openedBy(opener: Element | null): void {
  if (opener) openers.push(opener);
}

export function givenBack(opener: Element | null): void {
  const at = opener ? openers.lastIndexOf(opener) : -1;
  if (at >= 0) openers.splice(at, 1);
}

/** Whether the focus is already in a dialog that `opener` is not part of: taking it out would leave a field touched and empty. */
export function isElsewhere(opener: Element | null): boolean {
  const dialog = document.activeElement?.closest('[role="dialog"]');
  return dialog !== null && dialog !== undefined && !dialog.contains(opener);
}

/**
 * For a dialog: the focus goes inside when it opens, and when it closes back to where it was; where that is gone, as a deleted row is, to
 * the page's content. Radix knows its own triggers only.
 */
export function useFocusThereAndBack() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      const active = document.activeElement;
      const lost = active === null || active === document.body || active.closest('[role="menu"]') !== null;
      before.current = lost ? (openers.at(-1) ?? null) : active;
      openedBy(before.current);
      focusInside(event);
    },
    onCloseAutoFocus: (event: Event) => {
      const { current } = before;
      givenBack(current);
      // Some browsers do not focus a button that is clicked: then a trigger is all that is known.
      if (current === null) return;
      event.preventDefault();
      if (isElsewhere(current)) return;
      const back = current.isConnected ? current : document.getElementById('content');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    },
  };
}

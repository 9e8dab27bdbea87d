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

import type { TreeOption } from './tree-options.ts';

/** The options whose values are chosen, in the options' own order; values that no option has are left out. */
export function chosenOptions(options: TreeOption[], values: readonly string[]): TreeOption[] {
  return options.filter((option) => values.includes(option.value));
}

/** The values with one more, at the end, or without it if it was there. */
export function toggleValue(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

type Naming = {
  /** What is to be chosen, for a control that stands outside a field. */
  name: string;
  /** What is chosen, in words; absent where that is nothing to tell. */
  chosen: string | undefined;
  /** The ids of the field's label and of the control itself. */
  labelId: string | undefined;
  controlId: string | undefined;
};

/** How the closed control is named to assistive technology: its label, then its own text; both must be heard. */
export function closedName({ name, chosen, labelId, controlId }: Naming) {
  if (labelId && controlId) return { 'aria-labelledby': `${labelId} ${controlId}` };
  return { 'aria-label': chosen ? `${name}: ${chosen}` : name };
}

const keySteps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Where a key moves the active option of `count`, held inside the list; undefined for keys that do not move. */
export function optionForKey(key: string, current: number, count: number): number | undefined {
  const step = keySteps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, current + step));
}

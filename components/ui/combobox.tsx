'use client';
import { chosenOptions } from './option-choice.ts';
import { OptionPopover } from './option-popover.tsx';
import type { TreeOption } from './tree-options.ts';

type Props = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: TreeOption[];
  placeholder?: string;
  label?: string;
  disabled?: boolean;
};

/** One of many, found by typing. */
export function Combobox({ value, onValueChange, options, placeholder, label, disabled = false }: Props) {
  const values = value === undefined ? [] : [value];
  return (
    <OptionPopover
      values={values}
      onChoose={onValueChange}
      options={options}
      summary={chosenOptions(options, values)[0]?.label}
      multiple={false}
      {...{ placeholder, label, disabled }}
    />
  );
}

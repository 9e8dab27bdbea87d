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
  /** Where the options are too many to be there at once: they come by what is typed, and the chosen one is named apart. */
  search?: { onSearch: (text: string) => void; chosen: string | undefined };
};

/** One of many, found by typing. */
export function Combobox({ value, onValueChange, options, placeholder, label, disabled = false, search }: Props) {
  const values = value === undefined ? [] : [value];
  return (
    <OptionPopover
      values={values}
      onChoose={onValueChange}
      options={options}
      summary={chosenOptions(options, values)[0]?.label ?? search?.chosen}
      onSearch={search?.onSearch}
      multiple={false}
      {...{ placeholder, label, disabled }}
    />
  );
}

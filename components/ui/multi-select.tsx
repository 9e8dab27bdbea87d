'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { chosenOptions, toggleValue } from './option-choice.ts';
import { OptionPopover } from './option-popover.tsx';
import type { TreeOption } from './tree-options.ts';

type Props = {
  value: string[];
  onValueChange: (value: string[]) => void;
  options: TreeOption[];
  placeholder?: string;
  label?: string;
  disabled?: boolean;
};

/** Several of many (groups with their subgroups, topics). What is chosen stands under the box, each removable. */
export function MultiSelect({ value, onValueChange, options, placeholder, label, disabled = false }: Props) {
  const t = useTranslations('ui');
  const chosen = chosenOptions(options, value);
  const toggle = (candidate: string) => onValueChange(toggleValue(value, candidate));
  return (
    <div className="grid gap-1.5">
      <OptionPopover
        values={value}
        onChoose={toggle}
        options={options}
        summary={chosen.length === 0 ? undefined : t('chosen', { count: chosen.length })}
        multiple
        {...{ placeholder, label, disabled }}
      />
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map((option) => (
            <li
              key={option.value}
              className="inline-flex h-6 max-w-full items-center gap-1 rounded-full bg-accent-wash pl-2.5 text-caption font-medium text-accent"
            >
              <span className="truncate">{option.label}</span>
              <button
                type="button"
                disabled={disabled}
                aria-label={t('remove', { what: option.label })}
                onClick={() => toggle(option.value)}
                className="grid size-6 place-items-center rounded-full! hover:bg-hover"
              >
                <X className="size-3!" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

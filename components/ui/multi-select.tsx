'use client';
import clsx from 'clsx';
import { ChevronsUpDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFieldControl } from './field.tsx';
import { controlClass } from './input.tsx';
import { OptionList } from './option-list.tsx';
import { Popover } from './popover.tsx';
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
  const { 'aria-labelledby': labelledBy, ...control } = useFieldControl();
  const chosen = options.filter((option) => value.includes(option.value));
  const name = label ?? placeholder ?? t('choose');
  function toggle(candidate: string): void {
    onValueChange(value.includes(candidate) ? value.filter((one) => one !== candidate) : [...value, candidate]);
  }
  return (
    <div className="grid gap-1.5">
      <Popover
        label={name}
        className="w-(--radix-popover-trigger-width) min-w-60"
        trigger={
          <button
            type="button"
            {...control}
            {...(labelledBy && control.id
              ? { 'aria-labelledby': `${labelledBy} ${control.id}` }
              : { 'aria-label': `${name}: ${t('chosen', { count: chosen.length })}` })}
            disabled={disabled}
            className={clsx(controlClass, 'flex h-8 items-center justify-between gap-2 text-left')}
          >
            <span className={clsx('truncate', chosen.length === 0 && 'text-ink-3')}>
              {chosen.length === 0 ? (placeholder ?? t('choose')) : t('chosen', { count: chosen.length })}
            </span>
            <ChevronsUpDown aria-hidden className="text-ink-3" />
          </button>
        }
      >
        <OptionList
          label={name}
          options={options}
          multiple
          isChosen={(candidate) => value.includes(candidate)}
          onChoose={toggle}
        />
      </Popover>
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

'use client';
import clsx from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldControl } from './field.tsx';
import { controlClass } from './input.tsx';
import { OptionList } from './option-list.tsx';
import { Popover } from './popover.tsx';
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
  const t = useTranslations('ui');
  const { 'aria-labelledby': labelledBy, ...control } = useFieldControl();
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const name = label ?? placeholder ?? t('choose');
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={name}
      className="w-(--radix-popover-trigger-width) min-w-60"
      trigger={
        <button
          type="button"
          {...control}
          {...(labelledBy && control.id
            ? { 'aria-labelledby': `${labelledBy} ${control.id}` }
            : { 'aria-label': chosen ? `${name}: ${chosen.label}` : name })}
          disabled={disabled}
          className={clsx(controlClass, 'flex h-8 items-center justify-between gap-2 text-left')}
        >
          <span className={clsx('truncate', !chosen && 'text-ink-3')}>
            {chosen?.label ?? placeholder ?? t('choose')}
          </span>
          <ChevronsUpDown aria-hidden className="text-ink-3" />
        </button>
      }
    >
      <OptionList
        label={name}
        options={options}
        multiple={false}
        isChosen={(candidate) => candidate === value}
        onChoose={(next) => {
          onValueChange(next);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

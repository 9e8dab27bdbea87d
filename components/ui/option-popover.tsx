'use client';
import clsx from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldControl } from './field.tsx';
import { useLoadAtFirstTouch } from './first-touch.ts';
import { controlClass } from './input.tsx';
import { closedName } from './option-choice.ts';
import { Popover } from './popover.tsx';
import type { TreeOption } from './tree-options.ts';

const load = () => import('./option-list.tsx').then((module) => module.OptionList);
const OptionList = dynamic(load);

type Props = {
  values: readonly string[];
  onChoose: (value: string) => void;
  options: TreeOption[];
  /** What the closed control says is chosen; absent where nothing is. */
  summary: string | undefined;
  multiple: boolean;
  placeholder: string | undefined;
  label: string | undefined;
  disabled: boolean;
  onSearch?: ((text: string) => void) | undefined;
};

/** The closed control of Combobox and MultiSelect, and the list that it opens; choosing one of one closes it. */
export function OptionPopover(props: Props) {
  const { values, onChoose, options, summary, multiple, placeholder, label, disabled, onSearch } = props;
  const t = useTranslations('ui');
  const { 'aria-labelledby': labelId, ...control } = useFieldControl();
  const [open, setOpen] = useState(false);
  useLoadAtFirstTouch(load);
  const name = label ?? placeholder ?? t('choose');
  function choose(value: string): void {
    onChoose(value);
    if (!multiple) setOpen(false);
  }
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
          {...closedName({ name, chosen: summary, labelId, controlId: control.id })}
          disabled={disabled}
          className={clsx(controlClass, 'flex h-8 items-center justify-between gap-2 text-left')}
        >
          <span className={clsx('truncate', summary === undefined && 'text-ink-3')}>
            {summary ?? placeholder ?? t('choose')}
          </span>
          <ChevronsUpDown aria-hidden className="text-ink-3" />
        </button>
      }
    >
      <OptionList
        label={name}
        options={options}
        multiple={multiple}
        isChosen={(value) => values.includes(value)}
        onChoose={choose}
        onSearch={onSearch}
      />
    </Popover>
  );
}

'use client';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { optionForKey } from './option-choice.ts';
import { filterTree, type TreeOption } from './tree-options.ts';

type Props = {
  options: TreeOption[];
  isChosen: (value: string) => boolean;
  onChoose: (value: string) => void;
  multiple: boolean;
  label: string;
  /** Where the options are found elsewhere, by what is typed: they are then shown as they come. */
  onSearch?: ((text: string) => void) | undefined;
};

/** A search box over a list of options: the inside of Combobox and MultiSelect (ARIA combobox with a listbox). */
export function OptionList({ options, isChosen, onChoose, multiple, label, onSearch }: Props) {
  const t = useTranslations('ui');
  const base = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const elsewhere = onSearch !== undefined;
  const shown = useMemo(() => (elsewhere ? options : filterTree(options, query)), [elsewhere, options, query]);
  const current = Math.min(active, shown.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const to = optionForKey(event.key, current, shown.length);
    if (to !== undefined) {
      event.preventDefault();
      setActive(to);
      list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
    }
    const option = shown[current];
    if (event.key === 'Enter') {
      event.preventDefault();
      if (option) onChoose(option.value);
    }
  }

  return (
    <div>
      <input
        role="combobox"
        aria-expanded
        aria-controls={`${base}-list`}
        aria-activedescendant={shown[current] ? `${base}-${current}` : undefined}
        aria-label={t('searchIn', { what: label })}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the popover opened because the person asked for it, and the search box is its first control
        autoFocus
        placeholder={t('search')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          onSearch?.(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full border-b border-line bg-transparent px-3 text-table outline-none focus-visible:shadow-none"
      />
      <div
        ref={list}
        id={`${base}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        className="max-h-64 overflow-y-auto p-1"
      >
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the combobox above (aria-activedescendant)
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox above
          <div
            key={option.value}
            id={`${base}-${index}`}
            role="option"
            aria-selected={isChosen(option.value)}
            onClick={() => onChoose(option.value)}
            onPointerMove={() => setActive(index)}
            style={{ paddingLeft: 8 + (option.depth ?? 0) * 16 }}
            className={clsx(
              'flex min-h-8 cursor-default select-none items-center gap-2 rounded-in py-1 pr-2 text-table',
              index === current && 'bg-hover',
            )}
          >
            {multiple && (
              <span
                aria-hidden
                className={clsx(
                  'grid size-[15px] shrink-0 place-items-center rounded-[4px] border',
                  isChosen(option.value) ? 'border-accent bg-accent text-accent-ink' : 'border-ink-3',
                )}
              >
                {isChosen(option.value) && <Check className="size-3! stroke-3!" />}
              </span>
            )}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.hint !== undefined && <span className="text-caption text-ink-3 tabular-nums">{option.hint}</span>}
            {!multiple && isChosen(option.value) && <Check aria-hidden className="text-accent" />}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p role="status" className="px-3 pb-3 text-table text-ink-3">
          {t('nothingFound')}
        </p>
      )}
    </div>
  );
}

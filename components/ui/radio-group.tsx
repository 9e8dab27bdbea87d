'use client';
import { type ReactNode, useId } from 'react';
import { useFieldControl } from './field.tsx';

type Props = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: { value: string; label: string; help?: ReactNode; disabled?: boolean }[];
  /** Its name where no Field stands around it. */
  label?: string;
  disabled?: boolean;
};

export function RadioGroup({ value, onValueChange, options, label, disabled = false }: Props) {
  const control = useFieldControl();
  const base = useId();
  return (
    <div role="radiogroup" {...control} {...(label ? { 'aria-label': label } : {})} className="grid gap-2">
      {options.map((option) => {
        const id = `${base}-${option.value}`;
        return (
          <div key={option.value} className="flex items-start gap-2.5">
            <span className="relative mt-[2.5px] grid size-[15px] shrink-0">
              <input
                type="radio"
                id={id}
                name={base}
                value={option.value}
                checked={option.value === value}
                onChange={() => onValueChange(option.value)}
                disabled={disabled || (option.disabled ?? false)}
                {...(option.help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
                className="peer size-full appearance-none rounded-full! border border-ink-3 bg-panel before:absolute before:-inset-[5px] checked:border-accent disabled:opacity-50"
              />
              <span
                aria-hidden
                className="pointer-events-none absolute inset-0 m-auto hidden size-[7px] rounded-full bg-accent peer-checked:block"
              />
            </span>
            <div className="min-w-0">
              <label htmlFor={id} className="text-body">
                {option.label}
              </label>
              {option.help !== undefined && (
                <p id={`${id}-note`} className="text-caption text-ink-3">
                  {option.help}
                </p>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}

'use client';
import { RadioGroup as Radix } from 'radix-ui';
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
    <Radix.Root
      {...control}
      {...(label ? { 'aria-label': label } : {})}
      value={value ?? ''}
      onValueChange={onValueChange}
      disabled={disabled}
      className="grid gap-2"
    >
      {options.map((option) => {
        const id = `${base}-${option.value}`;
        return (
          <div key={option.value} className="flex items-start gap-2.5">
            <Radix.Item
              id={id}
              value={option.value}
              disabled={option.disabled ?? false}
              {...(option.help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
              className="relative mt-[2.5px] grid size-[15px] shrink-0 place-items-center rounded-full! border border-ink-3 bg-panel before:absolute before:-inset-[5px] disabled:opacity-50 data-[state=checked]:border-accent"
            >
              <Radix.Indicator className="size-[7px] rounded-full bg-accent" />
            </Radix.Item>
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
    </Radix.Root>
  );
}

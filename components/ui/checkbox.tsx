'use client';
import clsx from 'clsx';
import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { useFieldControl } from './field.tsx';

type Props = {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  label?: ReactNode;
  help?: ReactNode;
  /** Its name where it has no visible label. */
  'aria-label'?: string;
  disabled?: boolean;
  name?: string;
  tabIndex?: number;
};

export function Checkbox({ checked, onCheckedChange, label, help, disabled = false, ...rest }: Props) {
  const { 'aria-labelledby': labelledBy, ...field } = useFieldControl();
  const own = useId();
  const id = field.id ?? own;
  const box = (
    <Radix.Root
      {...field}
      {...(label === undefined && rest['aria-label'] === undefined && labelledBy
        ? { 'aria-labelledby': labelledBy }
        : {})}
      {...(help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
      {...rest}
      id={id}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      className={clsx(
        // The larger target of WCAG 2.5.8 lies around the small box.
        'relative grid size-[15px] shrink-0 place-items-center rounded-[4px] border border-ink-3 bg-panel before:absolute before:-inset-[5px]',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        'disabled:cursor-not-allowed disabled:opacity-50',
      )}
    >
      <Radix.Indicator className="text-accent-ink">
        {checked === 'indeterminate' ? (
          <Minus className="size-3! stroke-3!" />
        ) : (
          <Check className="size-3! stroke-3!" />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (label === undefined) return box;
  return (
    <div className="flex items-start gap-2.5">
      <span className="mt-[2.5px] flex">{box}</span>
      <div className="min-w-0">
        <label htmlFor={id} className={clsx('text-body', disabled && 'text-ink-3')}>
          {label}
        </label>
        {help !== undefined && (
          <p id={`${id}-note`} className="prose-links text-caption text-ink-3">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}

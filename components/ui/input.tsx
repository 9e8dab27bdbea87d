'use client';
import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { useFieldControl } from './field.tsx';

/** The look of everything that is typed or chosen in. */
export const controlClass =
  'w-full min-w-0 rounded-in border border-line-strong bg-panel px-2.5 text-body text-ink transition-colors duration-100 hover:border-ink-3 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-bad';

type Props = Omit<ComponentProps<'input'>, 'prefix'> & { prefix?: ReactNode; suffix?: ReactNode };

export function Input({ prefix, suffix, className, ...rest }: Props) {
  const { 'aria-labelledby': _, ...control } = useFieldControl();
  const input = (
    <input
      {...control}
      {...rest}
      className={clsx(controlClass, 'h-8', prefix !== undefined && 'pl-8', suffix !== undefined && 'pr-10', className)}
    />
  );
  if (prefix === undefined && suffix === undefined) return input;
  return (
    <span className="relative block">
      {prefix !== undefined && (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-3">{prefix}</span>
      )}
      {input}
      {suffix !== undefined && (
        <span className="absolute inset-y-0 right-1 flex items-center pr-1.5 text-table text-ink-3">{suffix}</span>
      )}
    </span>
  );
}

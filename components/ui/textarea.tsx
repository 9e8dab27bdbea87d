'use client';
import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { useFieldControl } from './field.tsx';
import { controlClass } from './input.tsx';

/** Grows with what is written. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  const { 'aria-labelledby': _, ...control } = useFieldControl();
  return (
    <textarea
      {...control}
      rows={rows}
      {...rest}
      className={clsx(controlClass, 'field-sizing-content min-h-20 resize-y py-1.5', className)}
    />
  );
}

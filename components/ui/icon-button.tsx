'use client';
import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  /** What it does, in words: its name and its tooltip. */
  label: string;
  icon: ReactNode;
  variant?: Extract<ButtonVariant, 'ghost' | 'secondary'>;
  size?: ButtonSize;
  href?: string;
  pressed?: boolean;
};

export function IconButton({ label, icon, variant = 'ghost', size = 'm', href, pressed, className, ...rest }: Props) {
  const classes = clsx(
    buttonClass(variant, size),
    size === 'm' ? 'w-8' : 'w-7',
    'px-0!',
    pressed && 'bg-hover text-ink',
    className,
  );
  return (
    <Tooltip label={label}>
      {href === undefined ? (
        <button type="button" aria-label={label} aria-pressed={pressed} {...rest} className={classes}>
          {icon}
        </button>
      ) : (
        <Link href={href} aria-label={label} className={classes}>
          {icon}
        </Link>
      )}
    </Tooltip>
  );
}

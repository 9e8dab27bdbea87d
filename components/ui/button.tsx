import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 's' | 'm';

const look: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-strong',
  secondary: 'border-line-strong bg-panel text-ink hover:bg-hover',
  ghost: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-transparent bg-bad text-accent-ink hover:opacity-90',
};

const measure: Record<ButtonSize, string> = { m: 'h-8 px-3 text-body', s: 'h-7 px-2.5 text-table' };

/** The classes of a button, for what must be another element. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'm'): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-in border font-medium transition-colors duration-100',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    look[variant],
    measure[size],
  );
}

type Props = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: a spinner, and no second press. */
  busy?: boolean;
  icon?: ReactNode;
  /** The only child (a link) takes the button's look. */
  asChild?: boolean;
};

export function Button({
  variant = 'secondary',
  size = 'm',
  busy = false,
  icon,
  asChild,
  className,
  children,
  ...rest
}: Props) {
  const classes = clsx(buttonClass(variant, size), className);
  const mark = busy ? <LoaderCircle className="animate-spin" aria-hidden /> : icon;
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {mark}
        <Slot.Slottable>{children}</Slot.Slottable>
      </Slot.Root>
    );
  }
  return (
    <button type="button" {...rest} className={classes} aria-busy={busy || undefined} disabled={rest.disabled || busy}>
      {mark}
      {children}
    </button>
  );
}

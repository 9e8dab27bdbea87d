'use client';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu as Radix } from 'radix-ui';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { givenBack, isElsewhere, openedBy } from './initial-focus.ts';
import { Kbd } from './kbd.tsx';

const itemClass =
  'flex min-h-8 w-full cursor-default select-none items-center gap-2.5 rounded-in px-2 text-table text-ink outline-none data-disabled:text-ink-3 data-highlighted:bg-hover data-highlighted:shadow-none';

type Props = {
  trigger: ReactElement;
  align?: 'start' | 'end';
  side?: 'bottom' | 'right' | 'top';
  label?: string;
  defaultOpen?: boolean;
  children: ReactNode;
};

/**
 * It opens at the end of the page, outside its landmarks: within them it would be cut by what scrolls, and hidden from assistive technology
 * by a dialog that it opens from. The focus moves into it and comes back, so nobody has to look for it there.
 */
export function Menu({ trigger, align = 'end', side = 'bottom', label, defaultOpen = false, children }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (defaultOpen) openedBy(opener.current);
  }, [defaultOpen]);
  return (
    // Not modal: the page behind stays readable to assistive technology.
    <Radix.Root modal={false} defaultOpen={defaultOpen} onOpenChange={(open) => open && openedBy(opener.current)}>
      <Radix.Trigger asChild ref={opener}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          {...(label ? { 'aria-label': label } : {})}
          onCloseAutoFocus={(event) => {
            givenBack(opener.current);
            // The dialog of its item keeps the focus that it has taken.
            if (isElsewhere(opener.current)) event.preventDefault();
          }}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 animate-pop overflow-y-auto rounded-out border border-line bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  tone?: 'neutral' | 'bad';
  shortcut?: string;
  disabled?: boolean;
  children: ReactNode;
};

export function MenuItem({ icon, href, onSelect, tone = 'neutral', shortcut, disabled = false, children }: ItemProps) {
  const inside = (
    <>
      {icon !== undefined && <span className={tone === 'bad' ? '' : 'text-ink-3'}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </>
  );
  const classes = clsx(itemClass, tone === 'bad' && 'text-bad!');
  if (href !== undefined) {
    return (
      <Radix.Item asChild disabled={disabled}>
        <Link href={href} className={classes}>
          {inside}
        </Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={classes} disabled={disabled} {...(onSelect ? { onSelect } : {})}>
      {inside}
    </Radix.Item>
  );
}

/** Stays open when it is ticked: several are usually chosen at once. */
export function MenuCheckItem({
  checked,
  onCheckedChange,
  children,
}: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="size-4">{checked && <Check className="text-accent" />}</span>
      {children}
    </Radix.CheckboxItem>
  );
}

type RadioProps = {
  value: string;
  onValueChange: (value: string) => void;
  options: { value: string; label: ReactNode }[];
  label?: string;
};

export function MenuRadio({ value, onValueChange, options, label }: RadioProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange} {...(label ? { 'aria-label': label } : {})}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemClass}>
          <span className="size-4">{option.value === value && <Check className="text-accent" />}</span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-caption text-ink-3">{children}</Radix.Label>;
}

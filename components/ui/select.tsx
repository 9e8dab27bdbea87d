'use client';
import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Select as Radix } from 'radix-ui';
import { useFieldControl } from './field.tsx';
import { controlClass } from './input.tsx';
import { useNonce } from './nonce.tsx';

export type Option = { value: string; label: string; disabled?: boolean };

type Props = {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: Option[];
  placeholder?: string;
  /** Its name where no Field stands around it. */
  label?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
};

/** One of a few. Long lists take Combobox. */
export function Select({
  value,
  onValueChange,
  options,
  placeholder,
  label,
  disabled = false,
  name,
  className,
}: Props) {
  const t = useTranslations('ui');
  const control = useFieldControl();
  const nonce = useNonce();
  return (
    <Radix.Root value={value ?? ''} onValueChange={onValueChange} disabled={disabled} {...(name ? { name } : {})}>
      <Radix.Trigger
        {...control}
        {...(label ? { 'aria-label': label } : {})}
        className={clsx(
          controlClass,
          'flex h-8 items-center justify-between gap-2 text-left data-placeholder:text-ink-3',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder ?? t('choose')} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="text-ink-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-pop overflow-hidden rounded-out border border-line bg-raised shadow-pop"
        >
          <Radix.Viewport nonce={nonce} className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="flex h-8 cursor-default select-none items-center justify-between gap-4 rounded-in px-2 text-table outline-none focus-visible:shadow-none data-disabled:text-ink-3 data-highlighted:bg-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Check className="text-accent" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

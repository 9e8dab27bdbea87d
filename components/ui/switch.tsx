'use client';
import { Switch as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { useFieldControl } from './field.tsx';

type Props = {
  label: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  help?: ReactNode;
  disabled?: boolean;
};

/** For what takes effect at once; what is saved later takes a Checkbox. */
export function Switch({ label, checked, onCheckedChange, help, disabled = false }: Props) {
  const field = useFieldControl();
  const own = useId();
  const id = field.id ?? own;
  return (
    <div className="flex items-start gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        {...(help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
        className="relative mt-px h-[18px] w-8 shrink-0 rounded-full! bg-ink-3 transition-colors duration-100 before:absolute before:-inset-1 disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-panel transition-transform duration-100 data-[state=checked]:translate-x-4" />
      </Radix.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="text-body">
          {label}
        </label>
        {help !== undefined && (
          <p id={`${id}-note`} className="text-caption text-ink-3">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}

'use client';
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
      <span className="relative mt-px grid h-[18px] w-8 shrink-0">
        <input
          type="checkbox"
          role="switch"
          aria-checked={checked}
          id={id}
          checked={checked}
          onChange={(event) => onCheckedChange(event.target.checked)}
          disabled={disabled}
          {...(help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
          className="peer size-full appearance-none rounded-full! bg-ink-3 transition-colors duration-100 before:absolute before:-inset-1 checked:bg-accent disabled:opacity-50"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 my-auto size-3.5 translate-x-0.5 rounded-full bg-panel transition-transform duration-100 peer-checked:translate-x-4"
        />
      </span>
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

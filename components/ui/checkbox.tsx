'use client';
import clsx from 'clsx';
import { Check, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useFieldControl } from './field.tsx';

type Props = {
  checked: boolean | 'indeterminate';
  /** `ranged` where Shift was held: all from the last one on are meant. */
  onCheckedChange: (checked: boolean, ranged: boolean) => void;
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
  const some = checked === 'indeterminate';
  const Mark = some ? Minus : Check;
  const box = (
    <span className="relative grid size-[15px] shrink-0">
      <input
        type="checkbox"
        {...field}
        {...(label === undefined && rest['aria-label'] === undefined && labelledBy
          ? { 'aria-labelledby': labelledBy }
          : {})}
        {...(help !== undefined ? { 'aria-describedby': `${id}-note` } : {})}
        {...rest}
        id={id}
        ref={(input) => {
          if (input) input.indeterminate = some;
        }}
        checked={checked === true}
        disabled={disabled}
        onChange={({ target, nativeEvent }) =>
          onCheckedChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
        className={clsx(
          // The larger target of WCAG 2.5.8 lies around the small box.
          'peer size-full appearance-none rounded-[4px] border border-ink-3 bg-panel before:absolute before:-inset-[5px]',
          'checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent',
          'disabled:cursor-not-allowed disabled:opacity-50',
        )}
      />
      <Mark
        aria-hidden
        className="pointer-events-none absolute inset-0 m-auto hidden size-3! stroke-3! text-accent-ink peer-checked:block peer-indeterminate:block"
      />
    </span>
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

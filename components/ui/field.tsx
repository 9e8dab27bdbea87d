'use client';
import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useId } from 'react';

type FieldControl = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-labelledby'?: string };

const FieldContext = createContext<FieldControl>({});

/** What a control must carry to belong to the field around it (id, description, validity). Empty outside a field. */
export function useFieldControl(): FieldControl {
  return useContext(FieldContext);
}

type Props = {
  label: string;
  help?: ReactNode;
  /** In words; makes the control invalid. */
  error?: string | undefined;
  optional?: boolean;
  hideLabel?: boolean;
  /** Given where a link must be able to point at the control. */
  id?: string;
  children: ReactNode;
  className?: string;
};

/** Label above, control, help under, error in words. */
export function Field({ label, help, error, optional = false, hideLabel = false, id, children, className }: Props) {
  const t = useTranslations('ui');
  const own = useId();
  const control = id ?? own;
  const described = [help !== undefined ? `${control}-help` : '', error ? `${control}-error` : '']
    .filter(Boolean)
    .join(' ');
  const value: FieldControl = {
    id: control,
    'aria-labelledby': `${control}-label`,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  };
  return (
    <div className={clsx('grid min-w-0 content-start gap-1', className)}>
      <label
        id={`${control}-label`}
        htmlFor={control}
        className={clsx('w-fit text-table font-medium text-ink', hideLabel && 'sr-only')}
      >
        {label}
        {optional && <span className="font-normal text-ink-3"> · {t('optional')}</span>}
      </label>
      <FieldContext value={value}>{children}</FieldContext>
      {error && (
        <p id={`${control}-error`} className="flex items-start gap-1.5 text-caption font-medium text-bad">
          <CircleAlert aria-hidden className="mt-px size-3.5!" />
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={`${control}-help`} className="prose-links text-caption text-ink-3">
          {help}
        </p>
      )}
    </div>
  );
}

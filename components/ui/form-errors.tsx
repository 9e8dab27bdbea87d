'use client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';

export type FormErrorItem = { /** The control's element id. */ id: string; label: string; message: string };

/** At the top of a form that was refused: what is wrong as links to the fields. Takes the focus when it appears or changes. */
export function FormErrors({
  errors,
  message,
  attempt,
}: {
  errors: FormErrorItem[];
  message?: string | undefined /** Counts the submits: each refusal takes the focus anew. */;
  attempt: number;
}) {
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  const present = errors.length > 0 || message !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further refused attempt moves the focus even when the errors are the same
  useEffect(() => {
    if (present) box.current?.focus();
  }, [present, attempt]);
  if (!present) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-out bg-bad-wash px-3.5 py-2.5 text-table focus:outline-none"
    >
      <p className="flex items-start gap-2 font-semibold">
        <CircleAlert aria-hidden className="mt-px text-bad" />
        {message ?? t('formErrors', { count: errors.length })}
      </p>
      {errors.length > 0 && (
        <ul className="mt-1 grid gap-0.5 pl-6">
          {errors.map((error) => (
            <li key={error.id}>
              <a
                href={`#${error.id}`}
                className="underline underline-offset-2"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(error.id)?.focus();
                }}
              >
                {error.label}
              </a>
              : {error.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

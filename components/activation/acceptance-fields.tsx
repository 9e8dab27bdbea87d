'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form.tsx';

const legal = (page: string) => (chunks: ReactNode) => (
  <Link href={`/legal/${page}`} target="_blank" className="link">
    {chunks}
  </Link>
);

/** Terms and processor agreement, each accepted by an act of its own, and the notice that needs none. */
export function AcceptanceFields() {
  const t = useTranslations('activation');
  const items = [
    ['acceptTerms', 'terms'],
    ['acceptProcessor', 'processor'],
  ] as const;
  return (
    <>
      {items.map(([name, page]) => (
        <FormField key={name} name={name} label={t.markup(name, { link: String })} hideLabel>
          {(field) => (
            <Checkbox
              checked={field.value === true}
              onCheckedChange={field.onChange}
              label={<span className="prose-links">{t.rich(name, { link: legal(page) })}</span>}
            />
          )}
        </FormField>
      ))}
      <p className="prose-links text-caption text-ink-3">{t.rich('privacy', { link: legal('privacy') })}</p>
    </>
  );
}

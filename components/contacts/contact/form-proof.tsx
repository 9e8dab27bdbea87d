'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '#components/ui/date-time.tsx';
import { useBase } from '../use-base.ts';

type Form = {
  formId: string;
  formName: string;
  formRevision: number;
  site: string;
  signedUpAt: string;
  signedUpFrom: string;
  confirmedAt: string;
  confirmedFrom: string;
};

/** By which form, on which page, when and from where somebody signed up, and confirmed. */
export function FormProof({ form }: { form: Form }) {
  const t = useTranslations('contacts.detail.form');
  const { base } = useBase();
  return (
    <ul className="mt-0.5 [overflow-wrap:anywhere]">
      <li>
        <Link href={`${base}/forms/${form.formId}`} className="text-accent underline">
          {t('name', { name: form.formName })}
        </Link>
        , {t('version', { revision: form.formRevision })}
        {form.site && ` · ${form.site}`}
      </li>
      <li>
        {t('filled')} <DateTime at={form.signedUpAt} style="full" />
        {form.signedUpFrom && ` · ${form.signedUpFrom}`}
      </li>
      <li>
        {t('confirmed')} <DateTime at={form.confirmedAt} style="full" />
        {form.confirmedFrom && ` · ${form.confirmedFrom}`}
      </li>
    </ul>
  );
}

'use client';
import { CircleAlert, CircleCheck, ShieldAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import type { FormIssue } from '#server/modules/forms/schemas.ts';

/** What must or had better be mended before the form is published. */
export function IssuesList({ issues }: { issues: FormIssue[] }) {
  const t = useTranslations('forms.issues');
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return (
    <Section title={t('title')} {...(errors > 0 ? { meta: t('errors', { count: errors }) } : {})}>
      {issues.length === 0 ? (
        <p className="flex items-center gap-2 text-table">
          <CircleCheck aria-hidden className="text-good" />
          {t('fine')}
        </p>
      ) : (
        <ul className="grid gap-2 text-table">
          {issues.map(({ code, about, severity }) => (
            <li key={`${code} ${about}`} className="flex items-start gap-2 [overflow-wrap:anywhere]">
              {severity === 'error' ? (
                <CircleAlert aria-hidden className="mt-0.5 text-bad" />
              ) : (
                <ShieldAlert aria-hidden className="mt-0.5 text-wait" />
              )}
              {t(`codes.${code}`, { about })}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

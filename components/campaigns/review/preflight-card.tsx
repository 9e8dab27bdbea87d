'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { Check } from '#shared/campaign-checks.ts';
import { ChecksList } from '../checks-list.tsx';

type Props = {
  preflight: UseQueryResult<{ checks: Check[] }, unknown>;
  home: string;
  id: string;
  variableLabel: (name: string) => string;
};

/** What stands between the message and its recipients, each with the way to mend it. */
export function PreflightCard({ preflight, home, id, variableLabel }: Props) {
  const t = useTranslations('campaigns.review');
  const sentence = useErrorSentence();
  const { data, error } = preflight;
  const wrong = data?.checks.filter(({ level }) => level === 'blocker').length ?? 0;

  function fix(check: Check): ReactNode {
    if (check.id === 'quota' || check.id === 'audience') return null;
    const domain = check.id === 'sender' && check.reason === 'unverified';
    return (
      <Link
        href={domain ? `${home}/settings/domains` : `${home}/campaigns/${id}/edit`}
        className="font-medium text-accent hover:underline"
      >
        {domain ? t('fixDomain') : t('fixEdit')}
      </Link>
    );
  }
  return (
    <Section title={t('checks')} {...(data ? { meta: t('checksCount', { count: wrong }) } : {})}>
      {error ? <Notice tone="bad">{sentence(error)}</Notice> : null}
      {data ? (
        <ChecksList checks={data.checks} variableLabel={variableLabel} fix={fix} />
      ) : (
        !error && <Skeleton className="h-40 w-full" />
      )}
    </Section>
  );
}

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

/** What is not mended in the message: the plan, the choice of recipients and the send card beside it are. */
const unfixable: ReadonlySet<Check['id']> = new Set(['quota', 'audience', 'approval', 'time']);

/** What stands between the message and its recipients, each with the way to mend it. */
export function PreflightCard({ preflight, home, id, variableLabel }: Props) {
  const t = useTranslations('campaigns.review');
  const sentence = useErrorSentence();
  const { data, error } = preflight;
  const count = (level: Check['level']) => data?.checks.filter((check) => check.level === level).length ?? 0;
  const [wrong, doubtful] = [count('blocker'), count('warning')];
  const summary =
    wrong === 0 && doubtful > 0 ? t('checksWarnings', { count: doubtful }) : t('checksCount', { count: wrong });

  function fix(check: Check): ReactNode {
    if (unfixable.has(check.id)) return null;
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
    <Section title={t('checks')} {...(data ? { meta: summary } : {})}>
      {error ? <Notice tone="bad">{sentence(error)}</Notice> : null}
      {data ? (
        <ChecksList checks={data.checks} variableLabel={variableLabel} fix={fix} />
      ) : (
        !error && <Skeleton className="h-40 w-full" />
      )}
    </Section>
  );
}

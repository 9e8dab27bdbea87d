'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { consentPurposes } from '#server/modules/billing/values.ts';
import { Agreements } from './agreements.tsx';
import { ConsentHistory } from './consent-history.tsx';
import { ConsentRow } from './consent-row.tsx';

/** Impostazioni → Consensi: what the customer allows the provider to do with its particulars, each apart (H30). */
export function ConsentsPage({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('portal.consents');
  const trpc = useTRPC();
  const consents = useQuery(trpc.billing.consents.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        <p className="text-pretty text-body text-ink-2">{t('lead')}</p>
        {consents.error ? (
          <LoadFailed error={consents.error} onRetry={() => void consents.refetch()} />
        ) : (
          <Section title={t('section')} inset={false}>
            <ul className="divide-y divide-line">
              {consents.data
                ? consents.data.map((consent) => <ConsentRow key={consent.purpose} consent={consent} />)
                : consentPurposes.map((purpose) => (
                    <li key={purpose} className="px-4 py-3.5">
                      <Skeleton className="h-10 w-full" />
                    </li>
                  ))}
            </ul>
          </Section>
        )}
        <ConsentHistory />
        <Agreements />
        <DataRequest />
        <p className="prose-links text-pretty text-caption text-ink-3">
          {t.rich('note', { link: (words) => <Link href="/legal/privacy">{words}</Link> })}
        </p>
      </PageBody>
    </>
  );
}

/** Copy, correction, objection (H30): a report of its own kind, answered where reports are. */
function DataRequest() {
  const t = useTranslations('members.consents');
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <div className="grid justify-items-start gap-1.5">
      <Button asChild>
        <Link href={`/w/${workspace}/settings/reports?new=data-request`}>{t('request')}</Link>
      </Button>
      <p className="text-caption text-ink-3">{t('requestBody')}</p>
    </div>
  );
}

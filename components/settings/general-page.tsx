'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { GeneralForm } from './general-form.tsx';

/** Impostazioni → Generale: the zone, the language and the approval by a second person. */
export function GeneralPage({ tabs, newsletter }: { tabs: ReactNode; newsletter: boolean }) {
  const t = useTranslations('portal.general');
  const trpc = useTRPC();
  const current = useQuery(trpc.workspaces.general.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        {current.isError ? (
          <LoadFailed error={current.error} onRetry={() => void current.refetch()} />
        ) : (
          <Section title={t('title')}>
            <div className="grid gap-5">
              <p className="text-pretty text-ink-2">{t('lead')}</p>
              {current.data ? (
                <GeneralForm current={current.data} newsletter={newsletter} />
              ) : (
                <Skeleton className="h-64 w-full" />
              )}
            </div>
          </Section>
        )}
      </PageBody>
    </>
  );
}

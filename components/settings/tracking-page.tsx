'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { TrackingForm } from './tracking-form.tsx';

/** Impostazioni → Tracciamento: what holds for contacts who have not chosen. */
export function TrackingPage({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('portal.tracking');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const current = useQuery(trpc.workspaces.trackingDefault.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        {current.error ? (
          <Notice tone="wait">{sentence(current.error)}</Notice>
        ) : (
          <Section title={t('section')}>
            <div className="grid gap-5">
              <p className="text-pretty text-ink-2">{t('lead')}</p>
              {current.data ? <TrackingForm current={current.data} /> : <Skeleton className="h-64 w-full" />}
            </div>
          </Section>
        )}
        <p className="text-pretty text-caption text-ink-3">{t('note')}</p>
      </PageBody>
    </>
  );
}

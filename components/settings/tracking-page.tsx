'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { ConsentMessageButton } from './tracking-consent-message.tsx';
import { TrackingExample } from './tracking-example.tsx';
import { TrackingForm } from './tracking-form.tsx';
import { TrackingShares } from './tracking-shares.tsx';

/** Impostazioni → Tracciamento: what holds for contacts who have not chosen, what it lets a report say, and how consent comes and goes. */
export function TrackingPage({ tabs }: { tabs: ReactNode }) {
  const base = `/w/${useParams<{ workspace: string }>().workspace}`;
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
        <TrackingExample base={base} />
        <TrackingShares base={base} />
        <Section title={t('ask.title')} action={<ConsentMessageButton base={base} size="s" />}>
          <div className="grid gap-3 text-pretty text-ink-2">
            <p>{t('ask.message')}</p>
            <p className="prose-links">
              {t('ask.forms')} <Link href={`${base}/forms`}>{t('ask.openForms')}</Link>
            </p>
            <p>{t('ask.evidence')}</p>
          </div>
        </Section>
        <Section title={t('withdraw.title')}>
          <ul className="grid list-disc gap-1.5 pl-5 text-pretty text-ink-2">
            <li>{t('withdraw.footer')}</li>
            <li>{t('withdraw.page')}</li>
            <li>{t('withdraw.sent')}</li>
          </ul>
        </Section>
        <p className="text-pretty text-caption text-ink-3">{t('note')}</p>
      </PageBody>
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StartHere } from './start-here.tsx';
import { TodayCampaigns } from './today-campaigns.tsx';
import { TodayQueue } from './today-queue.tsx';

type Props = { home: string; newsletter: boolean; maySend: boolean; notices?: ReactNode };

/** Oggi: what is still to be set up, what moves, what came of the last campaigns. */
export function TodayPage({ home, newsletter, maySend, notices }: Props) {
  const t = useTranslations('portal.today');
  const base = `${home}/campaigns`;
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {notices}
        {newsletter ? (
          <>
            <StartHere home={home} />
            <TodayQueue base={base} maySend={maySend} />
            <TodayCampaigns base={base} />
          </>
        ) : (
          <EmptyState title={t('nothing')}>{t('nothingBody')}</EmptyState>
        )}
      </PageBody>
    </>
  );
}

'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { BarList } from '#components/ui/charts/bar-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import type { CampaignReport } from '#server/modules/reports/schemas.ts';

const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

/** Which links were followed, by how many people and how often. */
export function ReportLinks({ report, note = false }: { report: CampaignReport; note?: boolean }) {
  const t = useTranslations('reports.links');
  const people = report.clicksTracked.individual > 0;
  return (
    <Section
      title={t('title')}
      inset={report.links.length === 0}
      meta={note ? t('peopleNote') : undefined}
      action={
        report.links.length > 0 && (
          <span className="text-caption text-ink-3">{people ? t('head') : t('headClicks')}</span>
        )
      }
    >
      {report.links.length === 0 ? (
        <EmptyState inset icon={<Link2 />} title={t('none')} headingLevel={3}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <BarList
          label={t('list')}
          mono
          items={report.links.map((link) => ({
            id: String(link.index),
            label: bare(link.url),
            value: people ? link.people : link.clicks,
            ...(people ? { second: link.clicks } : {}),
          }))}
        />
      )}
    </Section>
  );
}

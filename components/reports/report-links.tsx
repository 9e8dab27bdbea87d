'use client';

import { Link2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BarList } from '#components/ui/charts/bar-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ReportSums } from '#server/modules/reports/schemas.ts';
import { useReportScope } from './use-report-scope.ts';

const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

/** Which links were followed, by how many people and how often. */
export function ReportLinks({ sums, path }: { sums: ReportSums; path: string }) {
  const t = useTranslations('reports.links');
  const { link } = useReportScope();
  const people = sums.clicksTracked.individual > 0;
  return (
    <Section
      title={t('title')}
      inset={sums.links.length === 0}
      action={
        sums.links.length > 0 && (
          <>
            <span className="text-caption text-ink-3">{people ? t('head') : t('headClicks')}</span>
            <Link href={link(`${path}?tab=links`)} className="text-accent hover:underline">
              {t('map')}
            </Link>
          </>
        )
      }
    >
      {sums.links.length === 0 ? (
        <EmptyState inset icon={<Link2 />} title={t('none')} headingLevel={3}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <BarList
          label={t('list')}
          mono
          items={sums.links.map((one) => ({
            id: String(one.index),
            label: bare(one.url),
            value: people ? one.people : one.clicks,
            ...(people ? { second: one.clicks } : {}),
            ...(one.people > 0 ? { href: link(`${path}?tab=recipients&link=${one.index}`) } : {}),
          }))}
        />
      )}
    </Section>
  );
}

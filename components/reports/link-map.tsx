'use client';

import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Link2, Monitor, Smartphone } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterChips, useUrlParam } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { LinkMap as Links, ReportSums } from '#server/modules/reports/schemas.ts';
import { useReportScope } from './use-report-scope.ts';

const AGAIN_MS = 2_000;
type Props = { campaignId: string; path: string; sums: ReportSums };

/** The message that was sent with the clicks drawn on it, and the same links as a list. */
export function LinkMap({ campaignId, path, sums }: Props) {
  const t = useTranslations('reports.map');
  const locale = useLocale();
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const { scope } = useReportScope();
  const [chosen] = useUrlParam('show');
  const people = sums.clicksTracked.individual > 0;
  const show = chosen === 'clicks' || !people ? 'clicks' : 'people';
  const map = useQuery(
    trpc.reports.linkMap.queryOptions(
      { campaignId, show, locale: locale === 'en' ? 'en' : 'it', ...scope },
      { refetchInterval: ({ state }) => (state.data?.counting ? AGAIN_MS : false), staleTime: 30_000 },
    ),
  );
  const [place, setPlace] = useState<number>();
  const [phone, setPhone] = useState(false);
  if (map.error) return <Notice tone="wait">{sentence(map.error)}</Notice>;
  if (!map.data || map.data.counting) return <Skeleton className="h-96" />;
  if (map.data.links.length === 0)
    return (
      <EmptyState icon={<Link2 />} title={t('none')}>
        {t('noneBody')}
      </EmptyState>
    );
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
      <Section
        title={t('title')}
        inset={false}
        action={
          <>
            {people && (
              <FilterChips
                param="show"
                label={t('show')}
                allLabel={t('people')}
                options={[{ value: 'clicks', label: t('clicks') }]}
              />
            )}
            <IconButton label={t('desktop')} icon={<Monitor />} pressed={!phone} onClick={() => setPhone(false)} />
            <IconButton label={t('phone')} icon={<Smartphone />} pressed={phone} onClick={() => setPhone(true)} />
          </>
        }
      >
        {map.data.url ? (
          <div className={clsx('mx-auto w-full', phone && 'max-w-[375px] border-line border-x')}>
            <iframe
              key={map.data.url}
              src={place === undefined ? map.data.url : `${map.data.url}#place-${place}`}
              sandbox=""
              title={t('frame')}
              className="block h-[72dvh] w-full"
              style={{ colorScheme: 'light', background: '#ffffff' }}
            />
          </div>
        ) : (
          <p className="p-4 text-table text-ink-3">{t('noMessage')}</p>
        )}
      </Section>
      <LinkList map={map.data} show={show} path={path} sums={sums} onPlace={setPlace} />
    </div>
  );
}

const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

function LinkList({
  map,
  show,
  path,
  sums,
  onPlace,
}: {
  map: Links;
  show: 'people' | 'clicks';
  path: string;
  sums: ReportSums;
  onPlace: (place: number) => void;
}) {
  const t = useTranslations('reports.map');
  const { whole, percent } = useNumbers();
  const { link: scoped } = useReportScope();
  const most = Math.max(0.000_1, ...map.links.map(({ share }) => share ?? 0));
  return (
    <div className="grid grid-cols-1 content-start gap-4">
      <Section title={t('list')} inset={false} action={<How sums={sums} />}>
        <ol className="divide-y divide-line">
          {map.links.map((link) => (
            <li key={link.index} className="grid gap-1 px-4 py-2.5">
              <div className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate font-medium" title={link.label}>
                  {link.label || bare(link.url)}
                </span>
                <span className="shrink-0 tabular-nums">{link.share === null ? '–' : percent(link.share)}</span>
              </div>
              <span className="truncate font-mono text-caption text-ink-3" title={link.url}>
                {bare(link.url)}
              </span>
              <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${((link.share ?? 0) / most) * 100}%` }}
                />
              </span>
              <div className="flex flex-wrap items-center gap-x-3 text-caption text-ink-2">
                <span>
                  {show === 'people'
                    ? t('countPeople', { people: link.people, clicks: link.clicks })
                    : t('countClicks', { count: link.clicks })}
                </span>
                {link.places.map((place, at) => (
                  <Button key={place} size="s" variant="ghost" onClick={() => onPlace(place)}>
                    {link.places.length > 1 ? t('placeOf', { number: at + 1 }) : t('place')}
                  </Button>
                ))}
                {link.people > 0 && (
                  <Link
                    href={scoped(`${path}?tab=recipients&link=${link.index}`)}
                    className="text-accent hover:underline"
                  >
                    {t('who')}
                  </Link>
                )}
              </div>
            </li>
          ))}
        </ol>
        {map.direct.length > 0 && (
          <p className="border-line border-t px-4 py-2.5 text-pretty text-caption text-ink-3">
            {t('direct', { count: map.direct.length })} {map.direct.map(({ label, url }) => label || url).join(', ')}
          </p>
        )}
      </Section>
      <p className="text-pretty px-1 text-caption text-ink-3">{t('samePlace', { total: whole(map.links.length) })}</p>
    </div>
  );
}

function How({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports.map');
  const { individual, aggregate, off } = sums.clicksTracked;
  return (
    <Popover
      label={t('how')}
      className="w-80 p-3"
      trigger={
        <button type="button" className="text-accent hover:underline">
          {t('how')}
        </button>
      }
    >
      <dl className="grid gap-2 text-ink-2 [&_dt]:font-semibold [&_dt]:text-ink">
        <div>
          <dt>{t('individual', { count: individual })}</dt>
          <dd>{t('individualBody')}</dd>
        </div>
        <div>
          <dt>{t('aggregate', { count: aggregate })}</dt>
          <dd>{t('aggregateBody')}</dd>
        </div>
        <div>
          <dt>{t('off', { count: off })}</dt>
          <dd>{t('offBody')}</dd>
        </div>
      </dl>
    </Popover>
  );
}

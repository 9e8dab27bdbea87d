'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

/** Every web and worker process, by its heartbeat: those that live, and those of the last day that died without a word. */
export function ProcessList() {
  const t = useTranslations('backoffice.jobs');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.jobs.processes.queryOptions(undefined, { refetchInterval: 5_000 }));
  const kinds = ['web', 'worker'] as const;
  const missing = list.data ? kinds.filter((kind) => !list.data.some((row) => row.kind === kind && !row.lost)) : [];
  return (
    <Section title={t('processes')} inset={false}>
      {list.isPending && <ListSkeleton />}
      <ul>
        {missing.map((kind) => (
          <li
            key={kind}
            className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle title={t(`kinds.${kind}`)} sub={t('missingBody')} />
            <StateBadge tone="bad">{t('missing')}</StateBadge>
          </li>
        ))}
        {list.data?.map((row) => (
          <li
            key={row.id}
            className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle
              title={t(`kinds.${row.kind === 'web' ? 'web' : 'worker'}`)}
              sub={
                <>
                  {t('processOn', { host: row.host, pid: String(row.pid) })} ·{' '}
                  {t.rich('startedAt', { when: () => <DateTime at={row.startedAt} style="relative" /> })}
                </>
              }
            />
            <span className="flex shrink-0 items-center gap-3 text-ink-3">
              {row.lost && <DateTime at={row.seenAt} style="relative" />}
              <StateBadge tone={row.lost ? 'bad' : 'good'}>{t(row.lost ? 'lost' : 'alive')}</StateBadge>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { CursorPager } from '#components/ui/cursor-pager.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useBase } from '../use-base.ts';
import { ActionWork } from './running-actions.tsx';
import { useActNames } from './use-act-names.ts';

/** What was done to many contacts at once, newest first, each with its undo while that lasts. */
export function ActionsPage() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const names = useActNames();
  const [cursor] = useUrlParam('cursor');
  const open = ['queued', 'running', 'undoing'];
  const actions = useQuery(
    trpc.contacts.bulkActions.queryOptions(
      { limit: 20, ...(cursor ? { cursor } : {}) },
      { refetchInterval: (query) => (query.state.data?.rows.some((row) => open.includes(row.state)) ? 1_000 : false) },
    ),
  );
  const rows = actions.data?.rows ?? [];
  return (
    <>
      <PageHeader title={t('bulk.recent')} parent={{ href: `${base}/contacts`, label: t('title') }} />
      <PageBody>
        {actions.error && <LoadFailed error={actions.error} onRetry={() => void actions.refetch()} />}
        {actions.isPending && <Skeleton className="h-40 w-full" />}
        {actions.isSuccess && rows.length === 0 && (
          <EmptyState icon={<History />} title={t('bulk.emptyTitle')}>
            {t('bulk.emptyBody')}
          </EmptyState>
        )}
        <div className="grid gap-2">
          {rows.map((row) => (
            <ActionWork
              key={row.id}
              row={row}
              names={names}
              note={
                <>
                  {row.actorName}, <DateTime at={row.createdAt} style="full" />
                  {row.undoUntil && (
                    <>
                      {' · '}
                      {t('bulk.undoUntil')} <DateTime at={row.undoUntil} style="full" />
                    </>
                  )}
                </>
              }
            />
          ))}
        </div>
        {rows.length > 0 && <CursorPager shown={rows.length} next={actions.data?.next ?? null} />}
      </PageBody>
    </>
  );
}

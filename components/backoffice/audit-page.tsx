'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { AuditTable } from './audit-table.tsx';
import { CursorPager } from './cursor-pager.tsx';
import { LoadFailed } from './load-failed.tsx';

/** Who did what, over the whole installation. */
export function AuditPage() {
  const t = useTranslations('backoffice.audit');
  const trpc = useTRPC();
  const [action] = useUrlParam('action');
  const [actor] = useUrlParam('actor');
  const [cursor] = useUrlParam('cursor');
  const list = useQuery(
    trpc.backoffice.audit.queryOptions(
      { ...(action ? { action } : {}), ...(actor ? { actor } : {}), ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const rows = list.data?.rows ?? [];
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody width="full">
        {list.isError ? (
          <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <AuditTable
            id="backoffice-audit"
            rows={rows}
            loading={list.isPending}
            withCustomer
            toolbar={
              <FilterBar>
                <FilterSearch param="action" placeholder={t('actionSearch')} />
                <FilterSearch param="actor" placeholder={t('actorSearch')} />
              </FilterBar>
            }
            empty={
              <EmptyState icon={<History />} title={t('empty')}>
                {t('emptyBody')}
              </EmptyState>
            }
            footer={rows.length > 0 && <CursorPager shown={rows.length} next={list.data?.next ?? null} />}
          />
        )}
      </PageBody>
    </>
  );
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { FilterBar, FilterMenu, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { AuditTable } from './audit-table.tsx';

/** What actions are about: the first part of their names. */
const areas = [
  'billing',
  'campaigns',
  'deliveries',
  'contacts',
  'domains',
  'identity',
  'workspaces',
  'notifications',
  'backoffice',
] as const;

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
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody width="full">
        <AuditTable
          id="backoffice-audit"
          query={list}
          withCustomer
          toolbar={
            <FilterBar>
              <FilterSearch param="actor" placeholder={t('actorSearch')} />
              <FilterMenu
                param="action"
                label={t('area')}
                options={areas.map((area) => ({ value: `${area}.`, label: t(`areas.${area}`) }))}
              />
            </FilterBar>
          }
        />
      </PageBody>
    </>
  );
}

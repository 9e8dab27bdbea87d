'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { AuditTable } from './audit-table.tsx';
import { StaffAccesses } from './staff-accesses.tsx';

/** Impostazioni → Registro attività: who changed what, from where. */
export function AuditPage({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('portal.audit');
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody>
        <StaffAccesses />
        <AuditList />
      </PageBody>
    </>
  );
}

function AuditList() {
  const t = useTranslations('portal.audit');
  const trpc = useTRPC();
  const [person] = useUrlParam('q');
  const [cursor] = useUrlParam('cursor');
  const input = { limit: 50, cursor: cursor || null, ...(person ? { actor: person } : {}) };
  const page = useQuery(trpc.audit.list.queryOptions(input, { placeholderData: keepPreviousData }));
  return (
    <AuditTable
      id="audit"
      query={page}
      toolbar={
        <FilterBar>
          <FilterSearch placeholder={t('search')} />
        </FilterBar>
      }
      empty={person ? { title: t('none'), body: t('noneBody') } : { title: t('empty'), body: t('emptyBody') }}
    />
  );
}

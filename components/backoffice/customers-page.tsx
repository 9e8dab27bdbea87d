'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { FeatureNames } from '#components/marketing/plan-facts.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterMenu, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { Num } from '#components/ui/number.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import { CellTitle, type Column } from '#components/ui/table.tsx';
import { workspaceStates } from '#server/modules/backoffice/schemas.ts';
import type { Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';
import { WorkspaceBadge } from './workspace-badge.tsx';

function useCustomers() {
  const trpc = useTRPC();
  const [search] = useUrlParam('q');
  const [state] = useUrlParam('state');
  const [plan] = useUrlParam('plan');
  const [cursor] = useUrlParam('cursor');
  const known = workspaceStates.find((candidate) => candidate === state);
  const filters = { ...(search ? { search } : {}), ...(known ? { state: known } : {}), ...(plan ? { plan } : {}) };
  const query = trpc.backoffice.customers.list.queryOptions(
    { ...filters, ...(cursor ? { cursor } : {}) },
    { placeholderData: keepPreviousData },
  );
  return { list: useQuery(query), filtered: Object.keys(filters).length > 0 };
}
type Row = Outputs['customers']['list']['rows'][number];

function useColumns(): Column<Row>[] {
  const t = useTranslations('backoffice');
  return [
    {
      id: 'name',
      header: t('customers.name'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.name} sub={row.slug} href={`/admin/customers/${row.id}`} />,
    },
    {
      id: 'state',
      header: t('customers.state'),
      phone: 'badge',
      cell: (row) => (
        <span className="flex gap-1.5">
          <WorkspaceBadge state={row.state} />
          {row.trial && <Badge tone="accent">{t('customers.trial')}</Badge>}
        </span>
      ),
    },
    { id: 'plan', header: t('customers.plan'), from: 'md', cell: (row) => row.plans.join(', ') || '–' },
    {
      id: 'features',
      header: t('customers.features'),
      from: 'lg',
      cell: (row) => (row.features.length ? <FeatureNames features={row.features} /> : '–'),
    },
    { id: 'contacts', header: t('customers.contacts'), align: 'end', cell: (row) => <Num value={row.contacts} /> },
    {
      id: 'since',
      header: t('customers.since'),
      phone: 'when',
      cell: (row) => <DateTime at={row.createdAt} style="day" />,
    },
  ];
}

/** The customers: found by name, person or tax id. */
export function CustomersPage() {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const { list, filtered } = useCustomers();
  const plans = useQuery(trpc.backoffice.plans.queryOptions()).data ?? [];
  const columns = useColumns();
  const maySell = useStaffRight('staff:purchases');
  const sell = maySell && (
    <Button asChild variant="primary" icon={<Plus />}>
      <Link href="/admin/purchases?new=1">{t('customers.newPurchase')}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t('customers.title')} actions={sell || undefined} />
      <PageBody width="full">
        <PagedTable
          id="backoffice-customers"
          label={t('customers.title')}
          columns={columns}
          query={list}
          rowKey={(row) => row.id}
          rowHref={(row) => `/admin/customers/${row.id}`}
          toolbar={
            <FilterBar>
              <FilterSearch placeholder={t('customers.search')} />
              <FilterChips
                param="state"
                label={t('customers.state')}
                allLabel={t('all')}
                options={workspaceStates.map((value) => ({ value, label: t(`workspaceState.${value}`) }))}
              />
              <FilterMenu
                param="plan"
                label={t('customers.plan')}
                options={plans.map((plan) => ({ value: plan.code, label: plan.name }))}
              />
            </FilterBar>
          }
          empty={
            <EmptyState
              icon={<Building2 />}
              title={filtered ? t('customers.nothing') : t('customers.empty')}
              action={filtered ? undefined : sell}
            >
              {filtered ? t('customers.nothingBody') : t('customers.emptyBody')}
            </EmptyState>
          }
        />
      </PageBody>
    </>
  );
}

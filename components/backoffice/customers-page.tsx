'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { customerSorts, workspaceStates } from '#server/modules/backoffice/values.ts';
import { HealthBadge, Use, useHealthReasons } from './customer-health.tsx';
import type { Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';
import { WorkspaceBadge } from './workspace-badge.tsx';

const healthLevels = { well: 0, watch: 1, bad: 2 } as const;
const isHealth = (text: string): text is keyof typeof healthLevels => Object.hasOwn(healthLevels, text);

function useCustomers() {
  const trpc = useTRPC();
  const [search] = useUrlParam('q');
  const [state] = useUrlParam('state');
  const [plan] = useUrlParam('plan');
  const [trial] = useUrlParam('trial');
  const [health] = useUrlParam('health');
  const [sort, setSort] = useUrlParam('sort');
  const [cursor] = useUrlParam('cursor');
  const known = workspaceStates.find((candidate) => candidate === state);
  const by = customerSorts.find((candidate) => candidate === sort);
  const filters = {
    ...(search ? { search } : {}),
    ...(known ? { state: known } : {}),
    ...(plan ? { plan } : {}),
    ...(trial ? { trial: true } : {}),
    ...(isHealth(health) ? { health: healthLevels[health] } : {}),
  };
  const query = trpc.backoffice.customers.list.queryOptions(
    { ...filters, ...(by ? { sort: by } : {}), ...(cursor ? { cursor } : {}) },
    { placeholderData: keepPreviousData },
  );
  return { list: useQuery(query), filtered: Object.keys(filters).length > 0, by, setSort };
}
type Row = Outputs['customers']['list']['rows'][number];

function useColumns(plans: { code: string; name: string }[]): Column<Row>[] {
  const t = useTranslations('backoffice');
  const words = useHealthReasons();
  const planNames = new Map(plans.map(({ code, name }) => [code, name]));
  return [
    {
      id: 'name',
      header: t('customers.name'),
      phone: 'title',
      sortable: true,
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
    {
      id: 'plan',
      header: t('customers.plan'),
      from: 'lg',
      cell: (row) => row.plans.map((code) => planNames.get(code) ?? code).join(', ') || '–',
    },
    {
      id: 'contacts',
      header: t('customers.contacts'),
      align: 'end',
      from: 'md',
      sortable: true,
      cell: (row) => <Use used={row.contacts} limit={row.contactLimit} />,
    },
    {
      id: 'messages',
      header: t('customers.messages'),
      align: 'end',
      from: 'md',
      sortable: true,
      cell: (row) => <Use used={row.messages ?? 0} limit={row.messageLimit} />,
    },
    {
      id: 'health',
      header: t('health.title'),
      phone: 'when',
      sortable: true,
      cell: (row) =>
        row.level === null ? (
          '–'
        ) : (
          <span className="grid justify-items-start gap-0.5">
            <HealthBadge level={row.level} />
            <span className="whitespace-normal text-caption text-ink-3 empty:hidden @max-[600px]:hidden">
              {words(row.reasons ?? []).join(', ')}
            </span>
          </span>
        ),
    },
  ];
}

/** The customers: found by name, person, domain, tax id or purchase; sorted by how they are and how much they use. */
export function CustomersPage() {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const { list, filtered, by, setSort } = useCustomers();
  const plans = useQuery(trpc.backoffice.plans.queryOptions()).data ?? [];
  const columns = useColumns(plans);
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
          {...(by && by !== 'newest'
            ? { sort: { by, direction: by === 'name' ? ('asc' as const) : ('desc' as const) } }
            : {})}
          // One direction each: the other would put those at the top whom nobody looks for.
          onSort={({ by: column }) => setSort(column === by ? '' : column)}
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
                param="health"
                label={t('health.title')}
                options={(['bad', 'watch', 'well'] as const).map((value) => ({ value, label: t(`health.${value}`) }))}
              />
              <FilterMenu
                param="plan"
                label={t('customers.plan')}
                options={plans.map((plan) => ({ value: plan.code, label: plan.name }))}
              />
              <FilterMenu
                param="trial"
                label={t('customers.onTrial')}
                options={[{ value: '1', label: t('customers.trial') }]}
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

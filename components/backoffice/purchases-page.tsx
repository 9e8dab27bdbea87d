'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, ReceiptText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { useMoney } from '#components/ui/money.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { purchaseSources, purchaseStates } from '#server/modules/billing/values.ts';
import type { PurchaseRow } from './outputs.ts';
import { PurchaseActions } from './purchase-actions.tsx';
import { PurchaseBadge } from './purchase-badge.tsx';
import { PurchaseDialog } from './purchase-dialog.tsx';
import { useStaffRight } from './use-staff-right.ts';

const NewPurchaseDialog = whenOpened(() =>
  import('./new-purchase-dialog.tsx').then((module) => module.NewPurchaseDialog),
);

function useColumns(sells: boolean): Column<PurchaseRow>[] {
  const t = useTranslations('backoffice.purchases');
  const money = useMoney();
  const link: Column<PurchaseRow> = {
    id: 'link',
    header: t('link'),
    hideable: false,
    align: 'end',
    cell: (row) => (
      <span className="flex items-center justify-end gap-1">
        {row.activationUrl && <CopyButton value={row.activationUrl} label={t('copy')} />}
        <PurchaseActions purchase={row} inRow />
      </span>
    ),
  };
  return [
    {
      id: 'who',
      header: t('who'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={row.workspaceName ?? row.customerName ?? row.email}
          sub={row.workspaceName || row.customerName ? row.email : undefined}
          {...(row.workspaceId ? { href: `/admin/customers/${row.workspaceId}` } : {})}
        />
      ),
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => <PurchaseBadge state={row.state} refusal={row.refusal} />,
    },
    {
      id: 'plan',
      header: t('plan'),
      from: 'md',
      cell: (row) => (
        <CellTitle title={row.planName} sub={row.trial ? t('trialPlan') : t('months', { count: row.months })} />
      ),
    },
    {
      id: 'price',
      header: t('price'),
      from: 'lg',
      align: 'end',
      cell: (row) => t('monthly', { price: money(row.monthlyCents, row.currency) }),
    },
    { id: 'source', header: t('source'), from: 'lg', hiddenAtFirst: true, cell: (row) => t(`sources.${row.source}`) },
    { id: 'created', header: t('created'), phone: 'when', cell: (row) => <DateTime at={row.createdAt} style="day" /> },
    ...(sells ? [link] : []),
  ];
}

/** Sales: what waits for money, whose link is out, what was activated. */
export function PurchasesPage() {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const [search] = useUrlParam('q');
  const [state] = useUrlParam('state');
  const [plan] = useUrlParam('plan');
  const [source] = useUrlParam('source');
  const [cursor] = useUrlParam('cursor');
  const [opened, setOpened] = useUrlParam('new');
  const known = purchaseStates.find((candidate) => candidate === state);
  const from = purchaseSources.find((candidate) => candidate === source);
  const plans = useQuery(trpc.backoffice.plans.queryOptions()).data ?? [];
  const filters = {
    ...(search ? { search } : {}),
    ...(known ? { state: known } : {}),
    ...(plan ? { plan } : {}),
    ...(from ? { source: from } : {}),
  };
  const list = useQuery(
    trpc.backoffice.purchases.list.queryOptions(
      { ...filters, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const may = useStaffRight('staff:purchases');
  const columns = useColumns(may);
  const [shown, setShown] = useState<string>();
  const rows = list.data?.rows ?? [];
  const filtered = Object.keys(filters).length > 0;
  const add = may && (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpened('1')}>
      {t('purchases.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('purchases.title')} actions={add || undefined} />
      <PageBody width="full">
        <PagedTable
          id="backoffice-purchases"
          label={t('purchases.title')}
          columns={columns}
          query={list}
          rowKey={(row) => row.id}
          onOpen={(row) => setShown(row.id)}
          toolbar={
            <FilterBar>
              <FilterSearch placeholder={t('purchases.search')} />
              <FilterChips
                param="state"
                label={t('purchases.state')}
                allLabel={t('all')}
                options={purchaseStates.map((value) => ({ value, label: t(`purchaseState.${value}`) }))}
              />
              <FilterMenu
                param="plan"
                label={t('purchases.plan')}
                options={plans.map(({ code, name }) => ({ value: code, label: name }))}
              />
              <FilterMenu
                param="source"
                label={t('purchases.source')}
                options={purchaseSources.map((value) => ({ value, label: t(`purchases.sources.${value}`) }))}
              />
            </FilterBar>
          }
          empty={
            <EmptyState
              icon={<ReceiptText />}
              title={filtered ? t('purchases.nothing') : t('purchases.empty')}
              action={filtered ? undefined : add}
            >
              {filtered ? t('purchases.nothingBody') : t('purchases.emptyBody')}
            </EmptyState>
          }
        />
      </PageBody>
      <PurchaseDialog purchase={rows.find((row) => row.id === shown)} onClose={() => setShown(undefined)} />
      {may && <NewPurchaseDialog open={opened === '1'} onOpenChange={(open) => setOpened(open ? '1' : '')} />}
    </>
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Code } from '#components/ui/code.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Num } from '#components/ui/number.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { Outputs } from './outputs.ts';

const NewMarketplaceDialog = whenOpened(() =>
  import('./new-marketplace-dialog.tsx').then((module) => module.NewMarketplaceDialog),
);

type Row = Outputs['marketplaces']['list'][number];

function useColumns(): Column<Row>[] {
  const ui = useTranslations('ui');
  const t = useTranslations('members.console.marketplaces');
  return [
    {
      id: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.name} sub={<Code>{row.keyId}</Code>} />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => (
        <StateBadge tone={row.endedAt ? 'neutral' : 'good'}>{t(row.endedAt ? 'ended' : 'active')}</StateBadge>
      ),
    },
    { id: 'purchases', header: t('purchases'), from: 'md', align: 'end', cell: (row) => <Num value={row.purchases} /> },
    {
      id: 'used',
      header: t('used'),
      from: 'md',
      cell: (row) => (row.lastUsedAt ? <DateTime at={row.lastUsedAt} style="relative" /> : t('never')),
    },
    { id: 'created', header: t('created'), from: 'lg', cell: (row) => <DateTime at={row.createdAt} style="day" /> },
    {
      id: 'end',
      header: ui('actions'),
      hideable: false,
      align: 'end',
      phone: 'when',
      cell: (row) => (row.endedAt ? null : <EndKey row={row} />),
    },
  ];
}

/** Impostazioni → Marketplace: the keys of those who sell elsewhere and report purchases by signed requests. */
export function MarketplacesPage({ tabs }: { tabs: ReactNode }) {
  const t = useTranslations('members.console.marketplaces');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.marketplaces.list.queryOptions());
  const columns = useColumns();
  const [creating, setCreating] = useState(false);
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} actions={add} />
      <PageBody>
        <p className="max-w-[80ch] text-pretty text-ink-2">{t('lead')}</p>
        {list.isError ? (
          <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <DataTable
            id="backoffice-marketplaces"
            label={t('title')}
            columns={columns}
            rows={list.data ?? []}
            rowKey={(row) => row.id}
            loading={list.isPending}
            empty={
              <EmptyState icon={<KeyRound />} title={t('empty')}>
                {t('emptyBody')}
              </EmptyState>
            }
          />
        )}
      </PageBody>
      <NewMarketplaceDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

function EndKey({ row }: { row: Row }) {
  const t = useTranslations('members.console.marketplaces');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const end = useMutation(trpc.backoffice.marketplaces.end.mutationOptions());
  const { name } = row;
  return (
    <ConfirmDialog
      trigger={<Button size="s">{t('end')}</Button>}
      title={t('endTitle', { name })}
      confirmLabel={t('end')}
      typedName={name}
      onConfirm={async () => {
        await end.mutateAsync({ marketplaceId: row.id });
        await client.invalidateQueries(trpc.backoffice.marketplaces.pathFilter());
        toast({ title: t('endedToast', { name }), tone: 'good' });
      }}
    >
      {t('endBody')}
    </ConfirmDialog>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderPlus, FolderTree } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { useBase } from '../use-base.ts';
import { GroupDialog, type GroupIntent } from './group-dialog.tsx';
import { GroupMenu } from './group-menu.tsx';
import type { GroupRow } from './group-types.ts';
import { GroupsTabs } from './groups-tabs.tsx';

/** The tree of groups as an indented table: every act is in a row's menu, so that the keyboard reaches all of them. */
export function GroupsPage() {
  const t = useTranslations('contacts.groups');
  const trpc = useTRPC();
  const { base } = useBase();
  const { whole } = useNumbers();
  const mayWrite = useMemberRight('contacts:write');
  const [intent, setIntent] = useState<GroupIntent>();
  const groups = useQuery(trpc.contacts.groups.queryOptions());
  const rows = groups.data ?? [];
  const all: Column<GroupRow>[] = [
    {
      id: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => (
        <span className="block font-medium text-ink" style={{ paddingInlineStart: `${row.depth * 20}px` }}>
          {row.name}
        </span>
      ),
    },
    { id: 'own', header: t('own'), hideable: false, align: 'end', from: 'md', cell: (row) => whole(row.own) },
    { id: 'total', header: t('total'), hideable: false, align: 'end', phone: 'when', cell: (row) => whole(row.total) },
    {
      id: 'actions',
      header: t('menu'),
      align: 'end',
      width: '56px',
      hideable: false,
      phone: 'badge',
      cell: (row) => <GroupMenu row={row} rows={rows} onIntent={setIntent} />,
    },
  ];
  const columns = mayWrite ? all : all.filter(({ id }) => id !== 'actions');
  const create = mayWrite && (
    <Button variant="primary" icon={<FolderPlus />} onClick={() => setIntent({ kind: 'create', parentId: null })}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} count={groups.data?.length} actions={create} tabs={<GroupsTabs />} />
      <PageBody>
        {groups.error ? (
          <LoadFailed error={groups.error} onRetry={() => void groups.refetch()} />
        ) : (
          <DataTable<GroupRow>
            id="groups"
            label={t('title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowHref={(row) => `${base}/contacts?group=${row.id}`}
            loading={groups.isPending}
            empty={
              <EmptyState icon={<FolderTree />} title={t('emptyTitle')} action={create} inset>
                {t('emptyBody')}
              </EmptyState>
            }
          />
        )}
      </PageBody>
      <GroupDialog intent={intent} rows={rows} onClose={() => setIntent(undefined)} />
    </>
  );
}

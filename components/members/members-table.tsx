'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { MemberActions } from './member-actions.tsx';
import type { MemberRow } from './outputs.ts';

function useColumns(workspace: string): Column<MemberRow>[] {
  const t = useTranslations('members');
  const ui = useTranslations('ui');
  return [
    {
      id: 'name',
      header: t('people.name'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={row.self ? `${row.name} (${t('people.you')})` : row.name}
          sub={`${row.username} · ${row.email}`}
        />
      ),
    },
    {
      id: 'role',
      header: t('people.role'),
      phone: 'badge',
      cell: (row) => <Badge tone={row.role === 'owner' ? 'accent' : 'neutral'}>{t(`roles.${row.role}.name`)}</Badge>,
    },
    {
      id: 'factor',
      header: t('people.factor'),
      from: 'lg',
      cell: (row) => (
        <StateBadge tone={row.secondFactor ? 'good' : 'neutral'}>
          {t(row.secondFactor ? 'people.factorOn' : 'people.factorOff')}
        </StateBadge>
      ),
    },
    {
      id: 'since',
      header: t('people.since'),
      from: 'lg',
      cell: (row) => <DateTime at={row.since} style="day" />,
    },
    {
      id: 'seen',
      header: t('people.lastSeen'),
      from: 'md',
      cell: (row) => (row.lastSeenAt ? <DateTime at={row.lastSeenAt} style="relative" /> : t('people.never')),
    },
    {
      id: 'actions',
      header: ui('actions'),
      hideable: false,
      align: 'end',
      phone: 'when',
      cell: (row) => (row.self ? null : <MemberActions member={row} workspace={workspace} />),
    },
  ];
}

export function MembersTable({ query, workspace }: { query: UseQueryResult<MemberRow[], unknown>; workspace: string }) {
  const t = useTranslations('members.people');
  const columns = useColumns(workspace);
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <DataTable
      id="members"
      label={t('title')}
      columns={columns}
      rows={query.data ?? []}
      rowKey={(row) => row.userId}
      loading={query.isPending}
      empty={
        <EmptyState icon={<Users />} title={t('emptyTitle')}>
          {t('emptyBody')}
        </EmptyState>
      }
    />
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useUrlFlag } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { StaffRow } from './outputs.ts';
import { StaffHelp } from './staff-help.tsx';

const NewStaffDialog = whenOpened(() => import('./new-staff-dialog.tsx').then((module) => module.NewStaffDialog));

function useColumns(self: string): Column<StaffRow>[] {
  const ui = useTranslations('ui');
  const t = useTranslations('backoffice.staff');
  const roles = useTranslations('backoffice.role');
  const never = useTranslations('backoffice')('never');
  return [
    {
      id: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.name} sub={`${row.username} · ${row.email}`} />,
    },
    { id: 'role', header: t('role'), phone: 'badge', cell: (row) => <Badge>{roles(row.role)}</Badge> },
    {
      id: 'state',
      header: t('state'),
      from: 'md',
      cell: (row) => (
        <StateBadge tone={row.endedAt ? 'neutral' : row.mustChangePassword ? 'wait' : 'good'}>
          {t(row.endedAt ? 'ended' : row.mustChangePassword ? 'mustChange' : 'active')}
        </StateBadge>
      ),
    },
    {
      id: 'last',
      header: t('lastSignIn'),
      from: 'md',
      cell: (row) => (row.lastSignIn ? <DateTime at={row.lastSignIn} style="relative" /> : never),
    },
    {
      id: 'end',
      header: ui('actions'),
      phone: 'when',
      hideable: false,
      align: 'end',
      cell: (row) =>
        row.endedAt ? null : (
          <span className="inline-flex items-center justify-end gap-1">
            <StaffHelp row={row} />
            {row.userId !== self && <EndStaff row={row} />}
          </span>
        ),
    },
  ];
}

/** The provider's people. Nobody ends their own access. */
export function StaffPage({ self }: { self: string }) {
  const t = useTranslations('backoffice.staff');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.staff.list.queryOptions());
  const columns = useColumns(self);
  const [creating, setCreating] = useUrlFlag('new');
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button variant="primary" icon={<UserPlus />} onClick={() => setCreating(true)}>
            {t('new')}
          </Button>
        }
      />
      <PageBody width="full">
        {list.isError ? (
          <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <DataTable
            id="backoffice-staff"
            label={t('title')}
            columns={columns}
            rows={list.data ?? []}
            rowKey={(row) => row.userId}
            loading={list.isPending}
          />
        )}
      </PageBody>
      <NewStaffDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

function EndStaff({ row }: { row: StaffRow }) {
  const t = useTranslations('backoffice.staff');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const end = useMutation(trpc.backoffice.staff.end.mutationOptions());
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton size="s" label={t('endTitle', { name: row.name })} icon={<UserX />} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('endTitle', { name: row.name })}
        confirmLabel={t('end')}
        typedName={row.username}
        onConfirm={async () => {
          await end.mutateAsync({ userId: row.userId });
          await client.invalidateQueries(trpc.backoffice.staff.pathFilter());
          toast({ title: t('endedToast', { name: row.name }), tone: 'good' });
        }}
      >
        {t('endBody', { name: row.name })}
      </ConfirmDialog>
    </>
  );
}

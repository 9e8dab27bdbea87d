'use client';
import { useQuery } from '@tanstack/react-query';
import { ClipboardList, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBase } from '#components/contacts/use-base.ts';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlFlag, useUrlParam } from '#components/ui/filter-chips.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { FormMenu } from './form-menu.tsx';
import { FormState } from './form-state.tsx';
import type { FormRow } from './form-types.ts';

const NewFormDialog = whenOpened(() => import('./new-form-dialog.tsx').then((module) => module.NewFormDialog));

const pageSize = 50;

/** Every sign-up form, with what came of it. */
export function FormsPage() {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const { base } = useBase();
  const { whole } = useNumbers();
  const [cursor] = useUrlParam('cursor');
  const [creating, setCreating] = useUrlFlag('new');
  const mayWrite = useMemberRight('contacts:write');
  const forms = useQuery(trpc.forms.list.queryOptions({ limit: pageSize, ...(cursor ? { cursor } : {}) }));
  const columns: Column<FormRow>[] = [
    {
      id: 'name',
      header: t('column.name'),
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={row.name}
          sub={row.allowedSites.join(', ') || t(`languages.${row.language}`)}
          href={`${base}/forms/${row.id}`}
        />
      ),
    },
    { id: 'state', header: t('column.state'), phone: 'badge', cell: (row) => <FormState form={row} /> },
    { id: 'confirmed', header: t('column.confirmed'), align: 'end', cell: (row) => whole(row.confirmed) },
    { id: 'pending', header: t('column.pending'), align: 'end', from: 'md', cell: (row) => whole(row.pending) },
    {
      id: 'updated',
      header: t('column.updated'),
      from: 'md',
      phone: 'when',
      cell: (row) => <DateTime at={row.updatedAt} />,
    },
    ...(mayWrite
      ? [
          {
            id: 'actions',
            header: t('signUps.actions'),
            align: 'end' as const,
            width: '56px',
            hideable: false,
            cell: (row: FormRow) => <FormMenu row={row} />,
          },
        ]
      : []),
  ];
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} {...(mayWrite ? { actions: create } : {})} />
      <PageBody>
        <PagedTable<FormRow>
          id="forms"
          label={t('title')}
          query={forms}
          columns={columns}
          rowKey={(row) => row.id}
          rowHref={(row) => `${base}/forms/${row.id}`}
          empty={
            <EmptyState
              icon={<ClipboardList />}
              title={t('empty.title')}
              {...(mayWrite ? { action: create } : {})}
              inset
            >
              {t('empty.body')}
            </EmptyState>
          }
        />
      </PageBody>
      <NewFormDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

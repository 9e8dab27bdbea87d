'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, ListPlus, Pencil, Tags, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Code } from '#components/ui/code.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type Column, DataTable } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { AttributeIntent } from './attribute-dialog.tsx';
import type { AttributeRow } from './attribute-types.ts';
import { GroupsTabs } from './groups-tabs.tsx';

const AttributeDialog = dynamic(() => import('./attribute-dialog.tsx').then((module) => module.AttributeDialog));

export function AttributesPage() {
  const t = useTranslations('contacts.attributes');
  const trpc = useTRPC();
  const mayWrite = useMemberRight('contacts:write');
  const [intent, setIntent] = useState<AttributeIntent>();
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const rows = attributes.data ?? [];
  const all: Column<AttributeRow>[] = [
    {
      id: 'label',
      header: t('label'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.label} {...(row.choices.length ? { sub: row.choices.join(', ') } : {})} />,
    },
    { id: 'key', header: t('key'), hideable: false, from: 'md', cell: (row) => <Code>{row.key}</Code> },
    { id: 'type', header: t('type'), hideable: false, phone: 'when', cell: (row) => t(`types.${row.type}`) },
    {
      id: 'actions',
      header: t('menu'),
      align: 'end',
      width: '152px',
      hideable: false,
      phone: 'badge',
      cell: (row) => (
        <span className="inline-flex gap-1">
          <Order row={row} last={rows.length - 1} index={rows.indexOf(row)} />
          <IconButton
            label={t('edit', { name: row.label })}
            icon={<Pencil />}
            size="s"
            onClick={() => setIntent({ kind: 'edit', attribute: row })}
          />
          <DeleteAttribute row={row} />
        </span>
      ),
    },
  ];
  const columns = mayWrite ? all : all.filter(({ id }) => id !== 'actions');
  const create = mayWrite && (
    <Button variant="primary" icon={<ListPlus />} onClick={() => setIntent({ kind: 'create' })}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} count={attributes.data?.length} actions={create} tabs={<GroupsTabs />} />
      <PageBody>
        {rows.map(
          ({ id, label, sensitive }) =>
            sensitive && (
              <Notice
                key={id}
                tone="wait"
                title={t('sensitiveTitle', { name: label, kind: t(`sensitiveKinds.${sensitive}`) })}
              >
                {t('sensitiveBody')}
              </Notice>
            ),
        )}
        {attributes.error ? (
          <LoadFailed error={attributes.error} onRetry={() => void attributes.refetch()} />
        ) : (
          <DataTable<AttributeRow>
            id="attributes"
            label={t('title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            loading={attributes.isPending}
            empty={
              <EmptyState icon={<Tags />} title={t('emptyTitle')} action={create}>
                {t('emptyBody')}
              </EmptyState>
            }
          />
        )}
      </PageBody>
      {intent && <AttributeDialog intent={intent} onClose={() => setIntent(undefined)} />}
    </>
  );
}

/** Its place among the others: in dialogs, tables and exports they stand in this order. */
function Order({ row, index, last }: { row: AttributeRow; index: number; last: number }) {
  const t = useTranslations('contacts.attributes');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const move = useMutation(
    trpc.contacts.updateAttribute.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.attributes.pathFilter()),
    }),
  );
  return (
    <>
      <IconButton
        label={t('up', { name: row.label })}
        icon={<ArrowUp />}
        size="s"
        disabled={index <= 0 || move.isPending}
        onClick={() => move.mutate({ id: row.id, position: index - 1 })}
      />
      <IconButton
        label={t('down', { name: row.label })}
        icon={<ArrowDown />}
        size="s"
        disabled={index >= last || move.isPending}
        onClick={() => move.mutate({ id: row.id, position: index + 1 })}
      />
    </>
  );
}

function DeleteAttribute({ row }: { row: AttributeRow }) {
  const t = useTranslations('contacts.attributes');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const remove = useMutation(trpc.contacts.deleteAttribute.mutationOptions());
  const use = useQuery({ ...trpc.contacts.attributeUse.queryOptions({ id: row.id }), enabled: open });
  return (
    <>
      <IconButton label={`${t('delete')}: ${row.label}`} icon={<Trash2 />} size="s" onClick={() => setOpen(true)} />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteTitle', { name: row.label })}
        confirmLabel={t('delete')}
        tone="danger"
        typedName={row.label}
        onConfirm={async () => {
          await remove.mutateAsync({ id: row.id });
          await queries.invalidateQueries(trpc.contacts.pathFilter());
        }}
      >
        {use.data ? `${t('used', { count: use.data.contacts })} ${t('deleteBody')}` : t('deleteBody')}
      </ConfirmDialog>
    </>
  );
}

'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderPlus, Import, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { CellTitle, type Column, DataTable, type Sort } from '#components/ui/table.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ContactSelection, SendingStatus } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';
import { StatusBadge } from '../status-badge.tsx';
import { useBase } from '../use-base.ts';

type Row = {
  id: string;
  address: string;
  firstName: string;
  lastName: string;
  language: string | null;
  status: SendingStatus;
  createdAt: Date;
  groups: { id: string; name: string }[];
};
type Props = {
  selection: ContactSelection;
  total: { count: number; capped: boolean } | undefined;
  toolbar: ReactNode;
  onCreate: () => void;
};

const nameOf = (row: Row) => `${row.firstName} ${row.lastName}`.trim();

export function ContactsTable({ selection, total, toolbar, onCreate }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const [cursor, setCursor] = useUrlParam('cursor');
  const [trail, setTrail] = useState<string[]>([]);
  const [sort, setSort] = useState<Sort>({ by: 'added', direction: 'desc' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const by = sort.by === 'address' ? 'address' : 'added';
  const input = {
    ...selection,
    sort: by,
    direction: sort.direction,
    limit: 50,
    ...(cursor ? { cursor } : {}),
  } as const;
  const mayWrite = useMemberRight('contacts:write');
  const list = useQuery(trpc.contacts.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const columns: Column<Row>[] = [
    {
      id: 'address',
      header: t('name'),
      sortable: true,
      phone: 'title',
      cell: (row) => (
        <CellTitle
          title={nameOf(row) || row.address}
          {...(nameOf(row) ? { sub: row.address } : {})}
          href={`${base}/contacts/${row.id}`}
        />
      ),
    },
    { id: 'status', header: t('statusLabel'), phone: 'badge', cell: (row) => <StatusBadge status={row.status} /> },
    {
      id: 'groups',
      header: t('groupsLabel'),
      from: 'md',
      cell: (row) => row.groups.map((group) => group.name).join(', ') || '–',
    },
    { id: 'language', header: t('language'), hiddenAtFirst: true, cell: (row) => row.language ?? '–' },
    {
      id: 'added',
      header: t('addedLabel'),
      align: 'end',
      sortable: true,
      phone: 'when',
      cell: (row) => <DateTime at={row.createdAt} style="day" />,
    },
  ];
  const rows = list.data?.rows ?? [];
  const next = list.data?.next;
  if (list.error) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const shownYet = rows.length > 0;
  return (
    <DataTable<Row>
      id="contacts"
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/contacts/${row.id}`}
      sort={sort}
      onSort={(next) => {
        setSort(next);
        setTrail([]);
        setCursor('');
      }}
      {...(mayWrite
        ? {
            selection: {
              selected,
              onChange: setSelected,
              actions: (_: number, clear: () => void) => <AddToGroup ids={[...selected]} onDone={clear} />,
            },
          }
        : {})}
      loading={list.isPending}
      toolbar={toolbar}
      empty={<NoContacts filtered={Object.keys(selection).length > 0} onCreate={onCreate} />}
      footer={
        shownYet && (
          <Pager
            shown={rows.length}
            {...(total ? { total: total.count, capped: total.capped } : {})}
            previous={
              cursor
                ? {
                    onSelect: () => {
                      setCursor(trail.at(-1) ?? '');
                      setTrail(trail.slice(0, -1));
                    },
                  }
                : null
            }
            next={
              next
                ? {
                    onSelect: () => {
                      setTrail([...trail, cursor]);
                      setCursor(next);
                    },
                  }
                : null
            }
          />
        )
      }
    />
  );
}

function NoContacts({ filtered, onCreate }: { filtered: boolean; onCreate: () => void }) {
  const t = useTranslations('contacts');
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  if (filtered) {
    return (
      <EmptyState icon={<Users />} title={t('nothingTitle')} inset>
        {t('nothingBody')}
      </EmptyState>
    );
  }
  const actions = mayWrite && (
    <>
      <Button asChild variant="primary" icon={<Import />}>
        <Link href={`${base}/contacts/import`}>{t('import')}</Link>
      </Button>
      <Button onClick={onCreate}>{t('add')}</Button>
    </>
  );
  return (
    <EmptyState icon={<Users />} title={t('emptyTitle')} action={actions} inset>
      {t('emptyBody')}
    </EmptyState>
  );
}

function AddToGroup({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const groups = useGroupOptions();
  const add = useMutation(
    trpc.contacts.addToGroup.mutationOptions({
      onSuccess: async ({ added }) => {
        toast({ title: t('addedToGroup', { count: added }), tone: 'good' });
        onDone();
        await queries.invalidateQueries(trpc.contacts.pathFilter());
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  if (groups.length === 0) return null;
  return (
    <Menu
      label={t('addToGroup')}
      trigger={
        <Button size="s" icon={<FolderPlus />} busy={add.isPending}>
          {t('addToGroup')}
        </Button>
      }
    >
      {groups.map(({ value, label, depth = 0 }) => (
        <MenuItem key={value} onSelect={() => add.mutate({ groupId: value, contactIds: ids })}>
          {`${'\u2003'.repeat(depth)}${label}`}
        </MenuItem>
      ))}
    </Menu>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { TrackingLevel } from '#server/modules/contacts/schemas.ts';
import type { AppRouter } from '#server/root-router.ts';
import { StatusBadge } from '../status-badge.tsx';
import { useBase } from '../use-base.ts';
import { languageName } from './use-selection-words.ts';

export type ContactRow = inferRouterOutputs<AppRouter>['contacts']['list']['rows'][number];

const nameOf = (row: ContactRow) => `${row.firstName} ${row.lastName}`.trim();

/** The columns of the list: what every contact has, then each of the customer's attributes. */
export function useContactColumns(): Column<ContactRow>[] {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const { decimal } = useNumbers();
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  const level = (own: TrackingLevel | null) => t(own ? `detail.levels.${own}` : 'trackingDefault');
  const value = (given: string | number | boolean | undefined, type: string) => {
    if (given === undefined) return '–';
    if (typeof given === 'boolean') return t(given ? 'form.yes' : 'form.no');
    if (typeof given === 'number') return decimal(given);
    return type === 'date' ? <DateTime at={`${given}T12:00:00Z`} style="day" /> : given;
  };
  return [
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
      cell: (row) => (
        <span className="block max-w-60 truncate">{row.groups.map((group) => group.name).join(', ') || '–'}</span>
      ),
    },
    {
      id: 'language',
      header: t('language'),
      hiddenAtFirst: true,
      cell: (row) => (row.language ? languageName(row.language) : '–'),
    },
    {
      id: 'tracking',
      header: t('detail.tracking'),
      hiddenAtFirst: true,
      cell: (row) => (
        <span className="text-caption">
          {row.trackOpens === row.trackClicks
            ? level(row.trackOpens)
            : `${t('detail.opens')}: ${level(row.trackOpens)} · ${t('detail.clicks')}: ${level(row.trackClicks)}`}
        </span>
      ),
    },
    ...(attributes.data ?? []).map(
      ({ key, label, type }): Column<ContactRow> => ({
        id: `attribute.${key}`,
        header: label,
        hiddenAtFirst: true,
        ...(type === 'number' ? { align: 'end' as const } : {}),
        cell: (row) => <span className="block max-w-56 truncate">{value(row.attributes[key], type)}</span>,
      }),
    ),
    {
      id: 'changed',
      header: t('detail.changed'),
      align: 'end',
      hiddenAtFirst: true,
      cell: (row) => <DateTime at={row.updatedAt} style="day" />,
    },
    {
      id: 'added',
      header: t('addedLabel'),
      align: 'end',
      sortable: true,
      phone: 'when',
      cell: (row) => <DateTime at={row.createdAt} style="day" />,
    },
  ];
}

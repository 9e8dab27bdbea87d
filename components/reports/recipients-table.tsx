'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { ReportRecipient, ReportSums } from '#server/modules/reports/schemas.ts';
import { type RecipientFilter, recipientFilters } from '#server/modules/reports/values.ts';
import { RecipientSheet } from './recipient-sheet.tsx';
import { deliveryTone, useStateWords } from './report-words.ts';
import { useReportScope } from './use-report-scope.ts';

type Props = { campaignId: string; base: string; sums: ReportSums | null };

function useColumns(): Column<ReportRecipient>[] {
  const t = useTranslations('reports.recipients');
  const words = useStateWords();
  const yesNo = (value: boolean | null) =>
    value === null ? (
      <span className="text-ink-3">{t('unknown')}</span>
    ) : value ? (
      t('yes')
    ) : (
      <span className="text-ink-3">{t('no')}</span>
    );
  return [
    {
      id: 'who',
      header: t('who'),
      phone: 'title',
      cell: (row) => (
        <CellTitle title={row.name || (row.address ?? t('erased'))} sub={row.name ? (row.address ?? '') : ''} />
      ),
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => <StateBadge tone={deliveryTone(row.state)}>{words.delivery(row.state)}</StateBadge>,
    },
    { id: 'opened', header: t('opened'), from: 'md', cell: (row) => yesNo(row.opened) },
    { id: 'clicked', header: t('clicked'), from: 'md', cell: (row) => yesNo(row.clicked) },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.stateAt} /> },
  ];
}

function useFilterOptions(sums: ReportSums | null) {
  const t = useTranslations('reports.recipients');
  const labels: Record<RecipientFilter, string> = {
    reached: t('reached'),
    opened: t('openedFilter'),
    clicked: t('clickedFilter'),
    unsubscribed: t('unsubscribed'),
    complained: t('complained'),
    forwarded: t('forwarded'),
    bounced: t('bounced'),
    failed: t('failed'),
    waiting: t('waiting'),
    skipped: t('skipped'),
    uncertain: t('uncertain'),
  };
  const states = sums?.states;
  const counts: Partial<Record<RecipientFilter, number>> = states
    ? {
        unsubscribed: sums.unsubscribed,
        complained: sums.complaints,
        reached: states.accepted + states.delivered,
        bounced: states.bounced,
        failed: states.failed + states.expired,
        waiting: states.queued + states.leased + states.committing + states.deferred,
        skipped: states.skipped + states.cancelled,
        uncertain: states.uncertain,
      }
    : {};
  return recipientFilters
    .filter((filter) => counts[filter] !== 0)
    .map((filter) => {
      const count = counts[filter];
      return { value: filter, label: labels[filter], ...(count === undefined ? {} : { count }) };
    });
}

/** Everybody of the audience, with what became of the message; a row opens that recipient's own story. */
export function RecipientsTable({ campaignId, base, sums }: Props) {
  const t = useTranslations('reports.recipients');
  const trpc = useTRPC();
  const columns = useColumns();
  const words = useStateWords();
  const { scope, narrowed: scoped } = useReportScope();
  const options = useFilterOptions(sums);
  const [chosen] = useUrlParam('filter');
  const [search] = useUrlParam('q');
  const [linkText] = useUrlParam('link');
  const [reason] = useUrlParam('reason');
  const [cursor] = useUrlParam('cursor');
  const [open, setOpen] = useState<string>();
  const filter = recipientFilters.find((one) => one === chosen);
  const link = /^\d{1,4}$/.test(linkText) ? Number(linkText) : undefined;
  const input = {
    campaignId,
    ...scope,
    ...(link === undefined ? {} : { link }),
    ...(reason ? { reason } : {}),
    limit: 50,
    cursor: cursor || null,
    ...(filter ? { filter } : {}),
    ...(search ? { q: search } : {}),
  };
  const reasons = [...new Set((sums?.reasons ?? []).map((one) => one.reason))];
  const page = useQuery(trpc.reports.recipients.queryOptions(input, { placeholderData: keepPreviousData }));
  const narrowed = filter !== undefined || search !== '' || link !== undefined || reason !== '' || scoped;
  return (
    <>
      <PagedTable
        id="report-recipients"
        label={t('label')}
        query={page}
        columns={columns}
        rowKey={(row) => row.contactId}
        onOpen={(row) => setOpen(row.contactId)}
        toolbar={
          <FilterBar>
            <FilterChips param="filter" label={t('filter')} allLabel={t('all')} options={options} />
            {sums && sums.links.length > 0 && (
              <FilterMenu
                param="link"
                label={t('link')}
                options={sums.links.map((one) => ({ value: String(one.index), label: one.label || one.url }))}
              />
            )}
            {reasons.length > 0 && (
              <FilterMenu
                param="reason"
                label={t('reason')}
                options={reasons.map((one) => ({ value: one, label: words.reasonName(one) }))}
              />
            )}
            <FilterSearch placeholder={t('search')} />
          </FilterBar>
        }
        empty={
          <EmptyState icon={<Users />} title={narrowed ? t('none') : t('empty')}>
            {narrowed ? t('noneBody') : t('emptyBody')}
          </EmptyState>
        }
      />
      <RecipientSheet campaignId={campaignId} contactId={open} base={base} onClose={() => setOpen(undefined)} />
    </>
  );
}

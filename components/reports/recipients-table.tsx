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
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { CellTitle, type Column, DataTable } from '#components/ui/table.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import {
  type RecipientFilter,
  type ReportRecipient,
  type ReportState,
  recipientFilters,
} from '#server/modules/reports/schemas.ts';
import { RecipientSheet } from './recipient-sheet.tsx';
import { deliveryTone, useStateWords } from './report-words.ts';

type Props = { campaignId: string; base: string; states?: Record<ReportState, number> };

/** Everybody of the audience, with what became of the message; a row opens that recipient's own story. */
export function RecipientsTable(props: Props) {
  const [filter] = useUrlParam('filter');
  const [search] = useUrlParam('q');
  const chosen = recipientFilters.find((one) => one === filter);
  // Another selection begins at its first page.
  return <Recipients key={`${filter}/${search}`} {...props} filter={chosen} search={search} />;
}

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

function useFilterOptions(states: Record<ReportState, number> | undefined) {
  const t = useTranslations('reports.recipients');
  const labels: Record<RecipientFilter, string> = {
    reached: t('reached'),
    opened: t('openedFilter'),
    clicked: t('clickedFilter'),
    unsubscribed: t('unsubscribed'),
    bounced: t('bounced'),
    failed: t('failed'),
    waiting: t('waiting'),
    skipped: t('skipped'),
    uncertain: t('uncertain'),
  };
  const counts: Partial<Record<RecipientFilter, number>> = states
    ? {
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

function Recipients({
  campaignId,
  base,
  states,
  filter,
  search,
}: Props & { filter: RecipientFilter | undefined; search: string }) {
  const t = useTranslations('reports.recipients');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const columns = useColumns();
  const options = useFilterOptions(states);
  /** The cursors of the pages before this one; empty on the first. */
  const [trail, setTrail] = useState<string[]>([]);
  const [open, setOpen] = useState<string>();
  const input = {
    campaignId,
    limit: 50,
    cursor: trail.at(-1) ?? null,
    ...(filter ? { filter } : {}),
    ...(search ? { q: search } : {}),
  };
  const page = useQuery(trpc.reports.recipients.queryOptions(input, { placeholderData: keepPreviousData }));
  if (page.error) return <Notice tone="wait">{sentence(page.error)}</Notice>;
  const rows = page.data?.rows ?? [];
  const next = page.data?.next;
  const narrowed = filter !== undefined || search !== '';
  return (
    <>
      <DataTable
        id="report-recipients"
        label={t('label')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.contactId}
        onOpen={(row) => setOpen(row.contactId)}
        loading={page.isPending}
        toolbar={
          <FilterBar>
            <FilterChips param="filter" label={t('filter')} allLabel={t('all')} options={options} />
            <FilterSearch placeholder={t('search')} />
          </FilterBar>
        }
        empty={
          <EmptyState icon={<Users />} title={narrowed ? t('none') : t('empty')}>
            {narrowed ? t('noneBody') : t('emptyBody')}
          </EmptyState>
        }
        footer={
          rows.length > 0 && (
            <Pager
              shown={rows.length}
              previous={trail.length > 0 ? { onSelect: () => setTrail(trail.slice(0, -1)) } : null}
              next={next ? { onSelect: () => setTrail([...trail, next]) } : null}
            />
          )
        }
      />
      <RecipientSheet campaignId={campaignId} contactId={open} base={base} onClose={() => setOpen(undefined)} />
    </>
  );
}

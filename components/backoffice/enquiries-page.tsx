'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { type EnquiryState, enquiryStates } from '#server/modules/billing/values.ts';
import { enquirer, enquiryWants } from '#shared/enquiry.ts';
import type { EnquiryRow } from './outputs.ts';

const EnquirySheet = whenOpened(() => import('./enquiry-sheet.tsx').then((module) => module.EnquirySheet));
const NewPurchaseDialog = whenOpened(() =>
  import('./new-purchase-dialog.tsx').then((module) => module.NewPurchaseDialog),
);

const tones: Record<EnquiryState, Tone> = { open: 'wait', answered: 'accent', closed: 'neutral' };

function useColumns(): Column<EnquiryRow>[] {
  const t = useTranslations('backoffice.enquiries');
  const states = useTranslations('backoffice.enquiryState');
  return [
    {
      id: 'who',
      header: t('who'),
      phone: 'title',
      cell: (row) => <CellTitle title={enquirer(row)} sub={row.email} />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => <StateBadge tone={tones[row.state]}>{states(row.state)}</StateBadge>,
    },
    {
      id: 'plan',
      header: t('plan'),
      from: 'md',
      cell: (row) => <CellTitle title={row.planName ?? t('undecided')} sub={t('wants', { what: enquiryWants(row) })} />,
    },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.at} /> },
  ];
}

/** What visitors ask for on the public pages: to be answered, sold to, and closed. */
export function EnquiriesPage() {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const columns = useColumns();
  const [search] = useUrlParam('q');
  const [state] = useUrlParam('state');
  const [cursor] = useUrlParam('cursor');
  // A link from elsewhere opens one by the address; a row opened here leaves the address, and so the page of the list, as it is.
  const [linked, setLinked] = useUrlParam('id');
  const [picked, setPicked] = useState('');
  const [selling, setSelling] = useState<EnquiryRow>();
  const [dialog, setDialog] = useState(false);
  const known = enquiryStates.find((candidate) => candidate === state);
  const filters = { ...(search ? { search } : {}), ...(known ? { state: known } : {}) };
  function close(): void {
    setPicked('');
    if (linked) setLinked('');
  }
  const filtered = Object.keys(filters).length > 0;
  const list = useQuery(
    trpc.backoffice.enquiries.list.queryOptions(
      { ...filters, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <PageHeader title={t('enquiries.title')} />
      <PageBody width="full">
        <PagedTable
          id="backoffice-enquiries"
          label={t('enquiries.title')}
          columns={columns}
          query={list}
          rowKey={(row) => row.id}
          onOpen={(row) => setPicked(row.id)}
          toolbar={
            <FilterBar>
              <FilterSearch placeholder={t('enquiries.search')} />
              <FilterChips
                param="state"
                label={t('enquiries.state')}
                allLabel={t('enquiries.all')}
                options={enquiryStates.map((value) => ({ value, label: t(`enquiryState.${value}`) }))}
              />
            </FilterBar>
          }
          empty={
            <EmptyState icon={<Inbox />} title={filtered ? t('enquiries.nothing') : t('enquiries.empty')}>
              {filtered ? t('enquiries.nothingBody') : t('enquiries.emptyBody')}
            </EmptyState>
          }
        />
      </PageBody>
      <EnquirySheet
        open={(picked || linked) !== ''}
        id={picked || linked}
        onClose={close}
        onSell={(enquiry) => {
          close();
          setSelling(enquiry);
          setDialog(true);
        }}
      />
      <NewPurchaseDialog key={selling?.id ?? ''} open={dialog} onOpenChange={setDialog} enquiry={selling} />
    </>
  );
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Bookmark, Plus, Send } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlFlag, useUrlParam } from '#components/ui/filter-chips.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { DataTable } from '#components/ui/table.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { stateGroupNames } from '#server/modules/campaigns/values.ts';
import { RunningCampaigns } from '../queue/running-campaigns.tsx';
import { CampaignMenu } from './campaign-menu.tsx';
import { useCampaignColumns } from './use-campaign-columns.tsx';

const NewCampaignDialog = whenOpened(() =>
  import('./new-campaign-dialog.tsx').then((module) => module.NewCampaignDialog),
);

const pageSize = 25;

type Props = { base: string; may: { write: boolean; send: boolean } };

/** Every campaign, what runs above them all. */
export function CampaignListPage({ base, may }: Props) {
  const t = useTranslations('campaigns');
  const trpc = useTRPC();
  const router = useRouter();
  const sentence = useErrorSentence();
  const [group] = useUrlParam('group');
  const [search] = useUrlParam('q');
  const [cursor] = useUrlParam('cursor');
  const [creating, setCreating] = useUrlFlag('new');
  const chosen = stateGroupNames.find((name) => name === group);
  const counts = useQuery(trpc.campaigns.counts.queryOptions());
  const list = useQuery({
    ...trpc.campaigns.list.queryOptions({
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
      ...(chosen ? { group: chosen } : {}),
      ...(search ? { search } : {}),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.rows.some(({ state }) => state === 'sending' || state === 'freezing') ? 3000 : false,
  });
  const columns = useCampaignColumns((row) => <CampaignMenu row={row} base={base} may={may} />);
  const rows = list.data?.rows ?? [];
  const filtered = chosen !== undefined || search !== '' || cursor !== '';
  const total = counts.data?.[chosen ?? 'all'];
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('new')}
    </Button>
  );

  const headerActions = (
    <>
      <Button asChild icon={<Bookmark />}>
        <Link href={`${base}/templates`}>{t('templates.link')}</Link>
      </Button>
      {create}
    </>
  );

  return (
    <>
      <PageHeader title={t('title')} count={counts.data?.all} {...(may.write ? { actions: headerActions } : {})} />
      <PageBody width="full">
        <RunningCampaigns base={base} maySend={may.send} />
        {list.isError && <Notice tone="bad">{sentence(list.error)}</Notice>}
        <DataTable
          id="campaigns"
          label={t('title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `${base}/${row.id}`}
          loading={list.isPending}
          toolbar={
            <FilterBar>
              <FilterChips
                param="group"
                label={t('filter')}
                allLabel={t('all')}
                options={stateGroupNames
                  .filter((name) => name !== 'cancelled' || (counts.data?.cancelled ?? 0) > 0 || chosen === name)
                  .map((name) => ({
                    value: name,
                    label: t(`group.${name}`),
                    ...(counts.data ? { count: counts.data[name] } : {}),
                  }))}
              />
              <FilterSearch placeholder={t('search')} />
            </FilterBar>
          }
          empty={
            filtered ? (
              <EmptyState title={t('empty.filtered')} />
            ) : (
              <EmptyState icon={<Send />} title={t('empty.title')} {...(may.write ? { action: create } : {})}>
                {t('empty.body')}
              </EmptyState>
            )
          }
          footer={
            rows.length > 0 && (
              <Pager
                shown={rows.length}
                {...(total !== undefined && search === '' ? { total } : {})}
                previous={cursor === '' ? null : { onSelect: () => router.back() }}
                next={list.data?.next ? { href: nextHref(group, search, list.data.next) } : null}
              />
            )
          }
        />
      </PageBody>
      {may.write && <NewCampaignDialog open={creating} onOpenChange={setCreating} base={base} />}
    </>
  );
}

function nextHref(group: string, search: string, cursor: string): string {
  const params = new URLSearchParams({ ...(group ? { group } : {}), ...(search ? { q: search } : {}), cursor });
  return `?${params}`;
}

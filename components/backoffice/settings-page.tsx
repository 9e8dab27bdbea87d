'use client';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Card, Columns, Section } from '#components/ui/section.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import type { SettingRow } from './outputs.ts';
import { PlansSetting } from './plans-setting.tsx';
import { ProviderSetting } from './provider-setting.tsx';
import { ConsoleSettingsTabs } from './settings-tabs.tsx';

const groups = [
  'provider',
  'people',
  'contract',
  'catalogue',
  'sales',
  'sending',
  'forms',
  'retention',
  'service-level',
  'compliance',
  'health',
  'requirements',
  'legal',
] as const;

/** Every setting of the provider, saved one by one. */
export function SettingsPage() {
  const t = useTranslations('backoffice.settings');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.settings.list.queryOptions());
  const [query] = useUrlParam('q');
  const wanted = query.trim().toLocaleLowerCase();
  const answers = ({ key }: SettingRow) =>
    [key, t(`labels.${key}`), t(`help.${key}`)].some((text) => text.toLocaleLowerCase().includes(wanted));
  const of = (group: string) =>
    (list.data ?? []).filter((row: SettingRow) => row.key.startsWith(`${group}.`) && answers(row));
  const shown = groups.filter((group) => of(group).length > 0);
  return (
    <>
      <PageHeader title={t('title')} tabs={<ConsoleSettingsTabs />} />
      <PageBody>
        {list.isPending && (
          <Card>
            <ListSkeleton />
          </Card>
        )}
        {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && (
          <Columns
            main={[
              <FilterBar key="search">
                <FilterSearch placeholder={t('search')} />
              </FilterBar>,
              ...(shown.length === 0
                ? [
                    <EmptyState key="nothing" icon={<SearchX />} title={t('noneFound')}>
                      {t('noneFoundBody')}
                    </EmptyState>,
                  ]
                : []),
              ...shown.map((group) => (
                <div key={group} id={group}>
                  <Section title={t(`groups.${group}`)} inset={false}>
                    {of(group).map((row) =>
                      row.control === 'plans' ? (
                        <PlansSetting key={row.key} row={row} />
                      ) : (
                        <ProviderSetting key={row.key} row={row} />
                      ),
                    )}
                  </Section>
                </div>
              )),
            ]}
            aside={
              <nav aria-label={t('contents')} className="sticky top-[calc(var(--bar)+1rem)] grid max-lg:hidden">
                {shown.map((group) => (
                  <a
                    key={group}
                    href={`#${group}`}
                    className="rounded-in px-3 py-1.5 text-table text-ink-2 hover:bg-hover hover:text-ink"
                  >
                    {t(`groups.${group}`)}
                  </a>
                ))}
              </nav>
            }
          />
        )}
      </PageBody>
    </>
  );
}

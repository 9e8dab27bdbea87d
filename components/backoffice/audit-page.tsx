'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { AuditTable } from '#components/settings/audit-table.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterBar, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { auditAreas } from './audit-areas.ts';
import { CustomerPicker } from './customer-picker.tsx';
import { useStaffRight } from './use-staff-right.ts';

const DAY_MS = 86_400_000;
const spans = { day: 1, week: 7, month: 30, quarter: 90 } as const;
const isSpan = (text: string): text is keyof typeof spans => Object.hasOwn(spans, text);

/** Since when, rounded to the minute: an address that is asked for twice in a minute is the same question. */
const sinceOf = (span: keyof typeof spans) =>
  new Date(Math.floor((Date.now() - spans[span] * DAY_MS) / 60_000) * 60_000).toISOString();

/** Who did what, over the whole installation: narrowed by customer, person, action and time, and taken along as a file. */
export function AuditPage() {
  const t = useTranslations('backoffice.audit');
  const trpc = useTRPC();
  const [action] = useUrlParam('action');
  const [actor] = useUrlParam('actor');
  const [customer, setCustomer] = useUrlParam('customer');
  const [span] = useUrlParam('span');
  const [cursor] = useUrlParam('cursor');
  const mayExport = useStaffRight('staff:settings');
  const filters = {
    ...(action ? { action } : {}),
    ...(actor ? { actor } : {}),
    ...(customer ? { customer } : {}),
    ...(isSpan(span) ? { from: sinceOf(span) } : {}),
  };
  const list = useQuery(
    trpc.backoffice.audit.queryOptions(
      { ...filters, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );

  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayExport && (
            <Button asChild icon={<Download />}>
              <a href={`/api/admin/audit?${new URLSearchParams(filters)}`} download>
                {t('export')}
              </a>
            </Button>
          )
        }
      />
      <PageBody width="full">
        <AuditTable
          id="backoffice-audit"
          query={list}
          customer={t('customer')}
          empty={{ title: t('empty'), body: t('emptyBody') }}
          toolbar={
            <FilterBar>
              <FilterSearch param="actor" placeholder={t('actorSearch')} />
              <FilterMenu
                param="action"
                label={t('area')}
                options={auditAreas.map((area) => ({ value: `${area}.`, label: t(`areas.${area}`) }))}
              />
              <span className="w-52 shrink-0">
                <CustomerPicker
                  value={customer}
                  onChange={setCustomer}
                  label={t('customer')}
                  none={t('anyCustomer')}
                  also={[{ value: 'provider', label: t('provider') }]}
                />
              </span>
              <FilterMenu
                param="span"
                label={t('time')}
                options={(['day', 'week', 'month', 'quarter'] as const).map((value) => ({
                  value,
                  label: t(`spans.${value}`),
                }))}
              />
            </FilterBar>
          }
        />
      </PageBody>
    </>
  );
}

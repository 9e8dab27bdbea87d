'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { AuditTable } from '#components/settings/audit-table.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Card, Columns } from '#components/ui/section.tsx';
import { CustomerAccess } from './customer-access.tsx';
import { CustomerCampaigns } from './customer-campaigns.tsx';
import { CustomerDomains } from './customer-domains.tsx';
import { CustomerFactsCard } from './customer-facts.tsx';
import { CustomerFeatures } from './customer-features.tsx';
import { CustomerParticulars } from './customer-particulars.tsx';
import { CustomerAcceptances, CustomerEntitlements, CustomerMembers, CustomerPurchases } from './customer-parts.tsx';
import { CustomerHealth, CustomerMonths } from './customer-use.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { SuspendCustomer } from './suspend-customer.tsx';
import { WorkspaceBadge } from './workspace-badge.tsx';

/** One customer: what it is, what it may use, what waits, and what was done. */
export function CustomerPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const facts = useQuery(trpc.backoffice.customers.get.queryOptions({ workspaceId }));
  const parent = { href: '/admin/customers', label: t('customers.title') };
  const { data } = facts;
  // An id that is none (the address was cut) is as good as unknown.
  const missing = facts.error?.data?.httpStatus === 404 || facts.error?.data?.httpStatus === 400;
  return (
    <>
      <PageHeader
        title={data?.workspace.name ?? t('customer.waitingTitle')}
        parent={parent}
        badge={data && <WorkspaceBadge state={data.workspace.state} />}
        actions={data && <SuspendCustomer workspace={data.workspace} />}
      />
      <PageBody>
        {facts.isPending && (
          <Card>
            <ListSkeleton />
          </Card>
        )}
        {facts.isError && missing && <CustomerMissing />}
        {facts.isError && !missing && <LoadFailed error={facts.error} onRetry={() => void facts.refetch()} />}
        {data && (
          <>
            {data.workspace.state === 'suspended' && data.workspace.stateReason && (
              <Notice tone="bad" title={t('suspend.since')}>
                <DateTime at={data.workspace.stateAt} /> · {data.workspace.stateReason}
              </Notice>
            )}
            <CustomerHealth facts={data} />
            <Columns
              main={
                <>
                  <CustomerAccess workspace={data.workspace} />
                  <CustomerMonths workspaceId={workspaceId} />
                  <CustomerCampaigns workspaceId={workspaceId} />
                  <CustomerDomains workspaceId={workspaceId} domains={data.domains} />
                  <CustomerEntitlements entitlements={data.entitlements} />
                  <CustomerPurchases purchases={data.purchases} />
                  <CustomerMembers members={data.members} />
                  <CustomerParticulars workspaceId={workspaceId} />
                </>
              }
              aside={
                <>
                  <CustomerFactsCard facts={data} />
                  <CustomerFeatures features={data.features} />
                  <CustomerAcceptances acceptances={data.acceptances} />
                </>
              }
            />
            <CustomerAudit workspaceId={workspaceId} />
          </>
        )}
      </PageBody>
    </>
  );
}

function CustomerMissing() {
  const t = useTranslations('backoffice.customer');
  return (
    <EmptyState
      icon={<Building2 />}
      title={t('notFoundTitle')}
      action={
        <Button asChild>
          <Link href="/admin/customers">{t('notFoundAction')}</Link>
        </Button>
      }
    >
      {t('notFoundBody')}
    </EmptyState>
  );
}

function CustomerAudit({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice.audit');
  const trpc = useTRPC();
  const [cursor] = useUrlParam('cursor');
  const input = { workspaceId, limit: 20, ...(cursor ? { cursor } : {}) };
  const log = useQuery(trpc.backoffice.customers.audit.queryOptions(input, { placeholderData: keepPreviousData }));
  return (
    <AuditTable
      id="backoffice-customer-audit"
      query={log}
      toolbar={<h2 className="text-section">{t('title')}</h2>}
      empty={{ title: t('empty'), body: t('emptyBody') }}
    />
  );
}

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Columns } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AuditTable } from './audit-table.tsx';
import { CustomerDomains } from './customer-domains.tsx';
import { CustomerFactsCard } from './customer-facts.tsx';
import { CustomerAcceptances, CustomerEntitlements, CustomerMembers, CustomerPurchases } from './customer-parts.tsx';
import { WorkspaceBadge } from './workspace-badge.tsx';

/** One customer: what it is, what it may use, what waits, and what was done. */
export function CustomerPage({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice');
  const trpc = useTRPC();
  const facts = useQuery(trpc.backoffice.customers.get.queryOptions({ workspaceId }));
  const parent = { href: '/admin/customers', label: t('customers.title') };
  const { data } = facts;
  return (
    <>
      <PageHeader
        title={data?.workspace.name ?? ''}
        parent={parent}
        badge={data && <WorkspaceBadge state={data.workspace.state} />}
      />
      <PageBody>
        {facts.isPending && <Skeleton className="h-60 w-full" />}
        {facts.isError && <LoadFailed error={facts.error} onRetry={() => void facts.refetch()} />}
        {data && (
          <>
            <Columns
              main={
                <>
                  <CustomerDomains workspaceId={workspaceId} domains={data.domains} />
                  <CustomerEntitlements entitlements={data.entitlements} />
                  <CustomerPurchases purchases={data.purchases} />
                  <CustomerMembers members={data.members} />
                </>
              }
              aside={
                <>
                  <CustomerFactsCard facts={data} />
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

function CustomerAudit({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice.audit');
  const trpc = useTRPC();
  const [cursor] = useUrlParam('cursor');
  const input = { workspaceId, limit: 20, ...(cursor ? { cursor } : {}) };
  const log = useQuery(trpc.backoffice.customers.audit.queryOptions(input, { placeholderData: keepPreviousData }));
  return (
    <section className="grid gap-2">
      <h2 className="text-section">{t('title')}</h2>
      <AuditTable id="backoffice-customer-audit" query={log} />
    </section>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CampaignState } from '#components/campaigns/campaign-state.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Num } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { useStaffRight } from './use-staff-right.ts';

/** A customer's newest campaigns by name and state; what is in them is read inside, by an access. */
export function CustomerCampaigns({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice.customer');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.customers.campaigns.queryOptions({ workspaceId }));
  const mayLook = useStaffRight('staff:access');
  return (
    <Section
      title={t('campaigns')}
      inset={false}
      action={
        mayLook && (
          <Link href={`/admin/deliveries?customer=${workspaceId}`} className="link">
            {t('deliveries')}
          </Link>
        )
      }
    >
      {list.isPending && <ListSkeleton />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && <p className="p-4 text-table text-ink-2">{t('noCampaigns')}</p>}
      <ul>
        {list.data?.map((row) => (
          <li
            key={row.id}
            className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle
              title={row.name}
              sub={
                <>
                  {row.audience !== null && (
                    <>
                      {t.rich('audience', { count: row.audience, shown: () => <Num value={row.audience ?? 0} /> })} ·{' '}
                    </>
                  )}
                  <DateTime at={row.stateAt} style="relative" />
                </>
              }
            />
            <CampaignState state={row.state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

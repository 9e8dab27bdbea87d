'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterBar } from '#components/ui/filter-chips.tsx';
import { FilterMenu } from '#components/ui/filter-menu.tsx';
import { useReportScope } from './use-report-scope.ts';

/** Of which recipients every figure of the page speaks: a group, a mailbox provider. */
export function ReportFilters({ campaignId }: { campaignId: string }) {
  const t = useTranslations('reports.scope');
  const trpc = useTRPC();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const { narrowed } = useReportScope();
  const groups = useQuery({ ...trpc.contacts.groups.queryOptions(), staleTime: 60_000 });
  const whole = useQuery({ ...trpc.reports.campaign.queryOptions({ campaignId }), staleTime: 30_000 });
  const places = (whole.data?.sums?.places ?? []).filter(({ place }) => place !== 'others');
  function clear() {
    const next = new URLSearchParams(search);
    for (const name of ['group', 'at', 'cursor']) next.delete(name);
    const text = next.toString();
    router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false });
  }
  return (
    <div className="grid grid-cols-1 gap-1">
      <FilterBar>
        <FilterMenu
          param="group"
          label={t('group')}
          options={(groups.data ?? []).map(({ id, name, depth }) => ({
            value: id,
            label: `${'\u2003'.repeat(depth)}${name}`,
          }))}
        />
        <FilterMenu
          param="at"
          label={t('mailbox')}
          options={places.map(({ place, name }) => ({ value: place, label: name }))}
        />
        {narrowed && (
          <Button size="s" variant="ghost" icon={<X />} onClick={clear}>
            {t('clear')}
          </Button>
        )}
      </FilterBar>
      {narrowed && <p className="text-pretty text-caption text-ink-3">{t('note')}</p>}
    </div>
  );
}

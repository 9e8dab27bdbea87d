'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { SignInRow } from './outputs.ts';
import { useDeviceWords } from './use-device-words.ts';

const outcomes = ['signed-in', 'wrong-password', 'wrong-code', 'no-access', 'blocked'] as const;

function useColumns(): Column<SignInRow>[] {
  const t = useTranslations('account.access.signIns');
  const surfaces = useTranslations('account.access.surface');
  const words = useDeviceWords();
  const outcome = (id: string) => {
    const known = outcomes.find((candidate) => candidate === id);
    return known ? t(`outcome.${known}`) : id;
  };
  return [
    {
      id: 'device',
      header: t('device'),
      phone: 'title',
      cell: (row) => (
        <CellTitle title={words(row.device)} sub={[surfaces(row.surface), row.address].filter(Boolean).join(' · ')} />
      ),
    },
    {
      id: 'what',
      header: t('what'),
      phone: 'badge',
      hideable: false,
      cell: (row) => (
        <StateBadge tone={row.outcome === 'signed-in' ? 'good' : 'wait'}>{outcome(row.outcome)}</StateBadge>
      ),
    },
    {
      id: 'when',
      header: t('when'),
      align: 'end',
      phone: 'when',
      hideable: false,
      cell: (row) => <DateTime at={row.at} />,
    },
  ];
}

/** The last sign-ins of the person, the failed ones too, and whether those from a new station are mailed. */
export function SignIns({ children }: { children: ReactNode }) {
  const t = useTranslations('account.access.signIns');
  const trpc = useTRPC();
  const columns = useColumns();
  const [cursor] = useUrlParam('cursor');
  const page = useQuery(
    trpc.identity.signIns.queryOptions({ limit: 10, cursor: cursor || null }, { placeholderData: keepPreviousData }),
  );
  return (
    <section className="grid grid-cols-1 gap-3" aria-labelledby="sign-ins">
      <div>
        <h2 id="sign-ins" className="text-section">
          {t('title')}
        </h2>
        <p className="mt-1 text-table text-ink-2">{t('help')}</p>
      </div>
      {children}
      <PagedTable
        id="sign-ins"
        label={t('title')}
        query={page}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={<KeyRound />} title={t('empty')} headingLevel={3}>
            {t('emptyBody')}
          </EmptyState>
        }
      />
    </section>
  );
}

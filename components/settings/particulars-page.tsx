'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Particulars } from '#server/modules/workspaces/schemas.ts';
import { particularNames } from '#server/modules/workspaces/values.ts';
import { ParticularsFlags } from './particulars-flags.tsx';
import { ParticularsForm } from './particulars-form.tsx';
import { ParticularsHistory } from './particulars-history.tsx';

/** Impostazioni → Dati dell'organizzazione (H28): an owner changes them, billing reads. */
export function ParticularsPage({ tabs, mayChange }: { tabs: ReactNode; mayChange: boolean }) {
  const t = useTranslations('members.particulars');
  const trpc = useTRPC();
  const current = useQuery(trpc.workspaces.particulars.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        <p className="text-pretty text-ink-2">{t(mayChange ? 'lead' : 'readOnly')}</p>
        <ParticularsFlags mayAnswer={mayChange} />
        {current.isError ? (
          <LoadFailed error={current.error} onRetry={() => void current.refetch()} />
        ) : (
          <Section title={t('section')}>
            {!current.data && <Skeleton className="h-96 w-full" />}
            {current.data && mayChange && <ParticularsForm current={current.data} />}
            {current.data && !mayChange && <ParticularsFacts particulars={current.data.particulars} />}
          </Section>
        )}
        <ParticularsHistory />
      </PageBody>
    </>
  );
}

function ParticularsFacts({ particulars }: { particulars: Particulars }) {
  const t = useTranslations('members.particulars');
  const shown = (name: (typeof particularNames)[number]) =>
    name === 'holderKind'
      ? t(`kinds.${particulars.holderKind === 'person' ? 'person' : 'company'}`)
      : particulars[name] || t('none');
  return (
    <Facts columns={2} items={particularNames.map((name) => ({ label: t(`fields.${name}`), value: shown(name) }))} />
  );
}

'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FeatureNames, PlanLimits } from '#components/marketing/plan-facts.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { CustomerFacts } from './outputs.ts';
import { PurchaseBadge } from './purchase-badge.tsx';

function Empty({ children }: { children: ReactNode }) {
  return <p className="p-4 text-table text-ink-2">{children}</p>;
}

export function CustomerEntitlements({ entitlements }: { entitlements: CustomerFacts['entitlements'] }) {
  const t = useTranslations('backoffice.customer');
  const now = useClock();
  const stateOf = (row: (typeof entitlements)[number]) => {
    if (row.from > now) return <StateBadge tone="wait">{t('future')}</StateBadge>;
    if (row.until && row.until <= now) return <StateBadge>{t('over')}</StateBadge>;
    return <StateBadge tone="good">{t('running')}</StateBadge>;
  };
  return (
    <Section title={t('entitlements')} inset={false}>
      {entitlements.length === 0 && <Empty>{t('noEntitlements')}</Empty>}
      <ul>
        {entitlements.map((row) => {
          const limits = row.limits as Record<string, number>;
          return (
            <li
              key={row.id}
              className="grid gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0 sm:grid-cols-[1fr_1fr_auto] sm:items-center"
            >
              <span className="flex flex-wrap items-center gap-2 font-medium">
                <FeatureNames features={[row.feature]} /> {stateOf(row)}
                {row.trial && <Badge tone="accent">{t('trial')}</Badge>}
              </span>
              <span className="text-ink-2">
                {Object.keys(limits).length > 0 ? <PlanLimits limits={limits} /> : t('noLimits')}
              </span>
              <span className="text-ink-3 sm:text-right">
                {t.rich(row.until ? 'period' : 'periodOpen', {
                  from: () => <DateTime at={row.from} style="day" />,
                  until: () => <DateTime at={row.until} style="day" />,
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export function CustomerPurchases({ purchases }: { purchases: CustomerFacts['purchases'] }) {
  const t = useTranslations('backoffice');
  return (
    <Section title={t('customer.purchases')} inset={false}>
      {purchases.length === 0 && <Empty>{t('customer.noPurchases')}</Empty>}
      <ul>
        {purchases.map((row) => (
          <li
            key={row.id}
            className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle title={row.planName} sub={row.email} />
            <span className="flex shrink-0 items-center gap-3">
              {row.activationUrl && <CopyButton value={row.activationUrl} label={t('purchases.copy')} />}
              <PurchaseBadge state={row.state} refusal={row.refusal} />
              <DateTime at={row.createdAt} style="day" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function CustomerMembers({ members }: { members: CustomerFacts['members'] }) {
  const t = useTranslations('backoffice.customer');
  return (
    <Section title={t('members')} inset={false}>
      {members.length === 0 && <Empty>{t('noMembers')}</Empty>}
      <ul>
        {members.map((member) => (
          <li
            key={member.userId}
            className="flex items-center justify-between gap-4 border-line border-t px-4 py-2.5 text-table first:border-t-0"
          >
            <CellTitle title={member.name} sub={`${member.username} · ${member.email}`} />
            <Badge>{t(`memberRole.${member.role}`)}</Badge>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function CustomerAcceptances({ acceptances }: { acceptances: CustomerFacts['acceptances'] }) {
  const t = useTranslations('backoffice.customer');
  const nameOf = (kind: string) =>
    t(kind === 'terms' ? 'accepted.terms' : kind === 'processor' ? 'accepted.processor' : 'accepted.other');
  return (
    <Section title={t('acceptances')}>
      {acceptances.length === 0 ? (
        <p className="text-table text-ink-2">{t('noAcceptances')}</p>
      ) : (
        <ul className="grid gap-3 text-table">
          {acceptances.map((row) => (
            <li key={row.id}>
              <CellTitle
                title={nameOf(row.kind)}
                sub={
                  <>
                    <DateTime at={row.at} /> · {t('version', { hash: row.textHash.slice(0, 8) })}
                  </>
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

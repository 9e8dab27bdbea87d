'use client';
import { useTranslations } from 'next-intl';
import { FeatureNames, PlanLimits } from '#components/marketing/plan-facts.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { useMoney } from '#components/ui/money.tsx';
import { Section } from '#components/ui/section.tsx';
import type { PurchaseSummary } from '#server/modules/billing/schemas.ts';

/** What the link gives, before anything is asked for. */
export function PurchaseFacts({ purchase }: { purchase: PurchaseSummary }) {
  const t = useTranslations('activation.summary');
  const money = useMoney();
  const { trial, currency } = purchase;
  const monthly = t('monthly', { price: money(purchase.monthlyCents, currency) });
  const price = trial
    ? t('freeTrial', { price: money(purchase.monthlyCents, currency) })
    : `${t('start')}: ${money(purchase.startCents, currency)}; ${monthly}`;
  return (
    <Section title={t('title')}>
      <Facts
        columns={2}
        items={[
          { label: t('plan'), value: purchase.planName },
          { label: t('features'), value: <FeatureNames features={purchase.features} /> },
          {
            label: t('months'),
            value: trial
              ? t('trialValue', { count: purchase.trialDays })
              : t('monthsValue', { count: purchase.months }),
          },
          { label: t('price'), value: price },
          { label: t('limits'), value: <PlanLimits limits={purchase.limits} /> },
          { label: t('until'), value: <DateTime at={purchase.expiresAt} style="day" /> },
        ]}
      />
    </Section>
  );
}

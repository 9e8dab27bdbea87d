'use client';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money, useMoney } from '#components/ui/money.tsx';
import { Card } from '#components/ui/section.tsx';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';
import { PlanComparison } from './plan-comparison.tsx';
import { FeatureNames, PlanLimits } from './plan-facts.tsx';
import { Requirements } from './requirements.tsx';

type Plan = z.infer<typeof planSchema>;
type Props = { plans: Plan[]; support: string; trialDays: number; mbit: number; available: readonly string[] };

/** The catalogue as the provider's settings have it. */
export function PricingPage({ plans, support, trialDays, mbit, available }: Props) {
  const t = useTranslations('marketing.pricing');
  return (
    <div className="grid grid-cols-1 gap-10">
      <header className="grid gap-2">
        <h1 className="text-page">{t('title')}</h1>
        <p className="prose-links max-w-[64ch] text-pretty text-ink-2">
          {t.rich('lead', { address: support, link: (words) => <a href={`mailto:${support}`}>{words}</a> })}
        </p>
        <p className="text-ink-2">{t('trial', { days: trialDays })}</p>
      </header>
      {plans.length === 0 && <EmptyState title={t('empty')} />}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {plans.map((plan) => (
          <li key={plan.code}>
            <PlanCard plan={plan} support={support} usable={plan.features.some((name) => available.includes(name))} />
          </li>
        ))}
      </ul>
      {plans.length > 1 && <PlanComparison plans={plans} available={available} />}
      <Requirements mbit={mbit} />
    </div>
  );
}

function PlanCard({ plan, support, usable }: { plan: Plan; support: string; usable: boolean }) {
  const t = useTranslations('marketing.pricing');
  const money = useMoney();
  const subject = encodeURIComponent(t('askSubject', { plan: plan.name }));
  const body = encodeURIComponent(t('askBody', { plan: plan.name }));
  return (
    <Card className="grid h-full grid-rows-[auto_auto_1fr_auto] gap-4 p-5">
      <h2 className="text-section">{plan.name}</h2>
      <div>
        <p className="text-figure font-semibold">
          <Money cents={plan.monthlyCents} /> <span className="text-table font-normal text-ink-3">{t('perMonth')}</span>
        </p>
        <p className="text-table text-ink-3">
          {plan.startCents === 0 ? t('noStart') : t('start', { price: money(plan.startCents) })}
        </p>
      </div>
      <dl className="grid content-start gap-3 text-table">
        <div>
          <dt className="text-caption text-ink-3">{t('features')}</dt>
          <dd>
            <FeatureNames features={plan.features} />
          </dd>
        </div>
        <div>
          <dt className="text-caption text-ink-3">{t('limits')}</dt>
          <dd>
            <PlanLimits limits={plan.limits} />
          </dd>
        </div>
      </dl>
      <div>
        {usable ? (
          <Button asChild>
            <a href={`mailto:${support}?subject=${subject}&body=${body}`}>{t('ask')}</a>
          </Button>
        ) : (
          <StateBadge>{t('comingPlan')}</StateBadge>
        )}
      </div>
    </Card>
  );
}

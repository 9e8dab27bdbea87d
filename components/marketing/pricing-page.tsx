'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Card } from '#components/ui/section.tsx';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';
import { PlanComparison } from './plan-comparison.tsx';
import { PlanOffer } from './plan-facts.tsx';
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
            <PlanCard plan={plan} usable={plan.features.some((name) => available.includes(name))} />
          </li>
        ))}
      </ul>
      {plans.length > 1 && <PlanComparison plans={plans} available={available} />}
      <Requirements mbit={mbit} />
    </div>
  );
}

function PlanCard({ plan, usable }: { plan: Plan; usable: boolean }) {
  const t = useTranslations('marketing.pricing');
  return (
    <Card className="grid h-full grid-rows-[auto_auto_1fr_auto] gap-4 p-5">
      <PlanOffer plan={plan} />
      <div>
        {usable ? (
          <Button asChild>
            <Link href={`/pricing/ask?plan=${encodeURIComponent(plan.code)}`} aria-label={`${t('ask')}: ${plan.name}`}>
              {t('ask')}
            </Link>
          </Button>
        ) : (
          <StateBadge>{t('comingPlan')}</StateBadge>
        )}
      </div>
    </Card>
  );
}

import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Money, useMoney } from '#components/ui/money.tsx';
import { formatWhole } from '#components/ui/number-format.ts';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';

type FeatureName = z.infer<typeof planSchema>['features'][number];

/** The services of a plan, in words. */
export function FeatureNames({ features }: { features: readonly FeatureName[] }) {
  const t = useTranslations('marketing.features');
  return features.map((feature) => t(feature)).join(', ');
}

const worded = ['contacts', 'messagesPerMonth', 'mailboxes', 'monitoredMessagesPerMonth'] as const;

/** The limits of a plan as a list; one that has no words yet shows its own name. */
export function PlanLimits({ limits }: { limits: Record<string, number> }) {
  const t = useTranslations('marketing.limits');
  const locale = useLocale();
  return (
    <ul className="grid gap-0.5">
      {Object.entries(limits).map(([name, count]) => {
        const key = worded.find((candidate) => candidate === name);
        return <li key={name}>{key ? t(key, { count, shown: formatWhole(locale, count) }) : `${name}: ${count}`}</li>;
      })}
    </ul>
  );
}

/** What a plan costs and gives: heading, price and facts, each a row of the card around them. */
export function PlanOffer({ plan }: { plan: z.infer<typeof planSchema> }) {
  const t = useTranslations('marketing.pricing');
  const money = useMoney();
  return (
    <>
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
    </>
  );
}

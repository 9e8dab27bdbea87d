import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Money } from '#components/ui/money.tsx';
import { Num } from '#components/ui/number.tsx';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';
import { featureNames } from '#server/modules/workspaces/values.ts';

type Plan = z.infer<typeof planSchema>;
const limits = ['contacts', 'messagesPerMonth', 'mailboxes', 'monitoredMessagesPerMonth'] as const;

/** Every plan beside the others: what it costs, what is in it, how much of it. Scrolls by itself where it is wider than the page. */
export function PlanComparison({ plans, available }: { plans: Plan[]; available: readonly string[] }) {
  const t = useTranslations('marketing.pricing');
  const names = useTranslations('marketing.features');
  const sold = featureNames.filter((feature) => plans.some((plan) => plan.features.includes(feature)));
  const limited = limits.filter((name) => plans.some((plan) => plan.limits[name] !== undefined));
  const cell = 'border-line border-t px-4 py-2.5 text-left align-top';
  return (
    <div className="grid grid-cols-1 gap-4">
      <h2 className="text-page">{t('compare')}</h2>
      <section
        aria-label={t('compare')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="overflow-x-auto rounded-out border border-line bg-panel"
      >
        <table className="w-full min-w-[640px] border-collapse text-table">
          <thead>
            <tr>
              <th scope="col" className="px-4 py-2.5 text-left font-medium text-ink-3">
                {t('plan')}
              </th>
              {plans.map((plan) => (
                <th key={plan.code} scope="col" className="px-4 py-2.5 text-left">
                  {plan.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className={`${cell} font-normal text-ink-2`}>
                {t('month')}
              </th>
              {plans.map((plan) => (
                <td key={plan.code} className={`${cell} tabular-nums`}>
                  <Money cents={plan.monthlyCents} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row" className={`${cell} font-normal text-ink-2`}>
                {t('activation')}
              </th>
              {plans.map((plan) => (
                <td key={plan.code} className={`${cell} tabular-nums`}>
                  <Money cents={plan.startCents} />
                </td>
              ))}
            </tr>
            {sold.map((feature) => (
              <tr key={feature}>
                <th scope="row" className={`${cell} font-normal text-ink-2`}>
                  {names(feature)}
                </th>
                {plans.map((plan) => (
                  <td key={plan.code} className={cell}>
                    {plan.features.includes(feature) ? t(available.includes(feature) ? 'yes' : 'coming') : t('none')}
                  </td>
                ))}
              </tr>
            ))}
            {limited.map((name) => (
              <tr key={name}>
                <th scope="row" className={`${cell} font-normal text-ink-2`}>
                  {t(`rows.${name}`)}
                </th>
                {plans.map((plan) => (
                  <td key={plan.code} className={`${cell} tabular-nums`}>
                    {plan.limits[name] === undefined ? t('none') : <Num value={plan.limits[name]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
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

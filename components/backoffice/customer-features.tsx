'use client';
import { useTranslations } from 'next-intl';
import { FeatureNames } from '#components/marketing/plan-facts.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import type { CustomerFacts } from './outputs.ts';

/** Every service there is, on or off by what was bought. */
export function CustomerFeatures({ features }: { features: CustomerFacts['features'] }) {
  const t = useTranslations('backoffice.customer');
  return (
    <Section title={t('features')} inset={false}>
      <ul>
        {features.map(({ feature, on, trial, until }) => (
          <li
            key={feature}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-t px-4 py-2 text-table first:border-t-0"
          >
            <span className={on ? 'font-medium' : 'text-ink-3'}>
              <FeatureNames features={[feature]} />
            </span>
            <span className="flex items-center gap-2">
              {trial && <Badge tone="accent">{t('trial')}</Badge>}
              <StateBadge tone={on ? 'good' : 'neutral'}>{t(on ? 'featureOn' : 'featureOff')}</StateBadge>
            </span>
            {until && (
              <span className="w-full text-caption text-ink-3">
                {t.rich('featureUntil', { when: () => <DateTime at={until} style="day" /> })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

'use client';
import { useTranslations } from 'next-intl';
import { Code } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Num } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import type { CustomerFacts } from './outputs.ts';

export function CustomerFactsCard({ facts }: { facts: CustomerFacts }) {
  const t = useTranslations('backoffice');
  const { workspace, contacts } = facts;
  const none = '–';
  return (
    <Section title={t('customer.facts')}>
      <Facts
        items={[
          { label: t('customer.slug'), value: <Code>{`/w/${workspace.slug}`}</Code> },
          {
            label: t('customer.holder'),
            value: t(workspace.holderKind === 'person' ? 'customer.person' : 'customer.company'),
          },
          { label: t('customer.vat'), value: workspace.vatNumber ?? none },
          { label: t('customer.tax'), value: workspace.taxCode ?? none },
          { label: t('customer.address'), value: workspace.postalAddress ?? none },
          { label: t('customer.contacts'), value: <Num value={contacts} /> },
          {
            label: t('customer.tracking'),
            value: [...new Set([workspace.trackOpens, workspace.trackClicks])]
              .map((level) => t(`tracking.${level}`))
              .join(' / '),
          },
          {
            label: t('customer.language'),
            value: t(`customer.languages.${workspace.language === 'en' ? 'en' : 'it'}`),
          },
          { label: t('customer.zone'), value: workspace.timezone },
          { label: t('customer.created'), value: <DateTime at={workspace.createdAt} style="day" /> },
        ]}
      />
    </Section>
  );
}

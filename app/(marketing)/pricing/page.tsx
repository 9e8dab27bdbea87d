import { getTranslations } from 'next-intl/server';
import { PricingPage } from '#components/marketing/pricing-page.tsx';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { systemContext } from '#server/request-context.ts';

export const generateMetadata = async () => {
  const t = await getTranslations('marketing.pricing');
  return { title: t('title'), description: t('description') };
};

export default async function Page() {
  const settings = await providerSettings(systemContext());
  return (
    <PricingPage
      plans={settings['catalogue.plans']}
      support={settings['provider.support-address']}
      trialDays={settings['contract.trial-days']}
      mbit={settings['requirements.bandwidth-mbit']}
      available={settings['catalogue.available']}
    />
  );
}

import { getTranslations } from 'next-intl/server';
import { AskPage } from '#components/marketing/ask-page.tsx';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { systemContext } from '#server/request-context.ts';

export const generateMetadata = async () => {
  const t = await getTranslations('marketing.ask');
  return { title: t('title'), description: t('description') };
};

type Props = { searchParams: Promise<{ plan?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const [{ plan }, settings] = await Promise.all([searchParams, providerSettings(systemContext())]);
  const available = settings['catalogue.available'];
  const plans = settings['catalogue.plans'].filter(({ features }) => features.some((name) => available.includes(name)));
  return (
    <AskPage
      plans={plans}
      chosen={plans.find(({ code }) => code === plan)?.code ?? null}
      provider={settings['provider.legal-name'] || settings['provider.name']}
      support={settings['provider.support-address']}
      trialDays={settings['contract.trial-days']}
      answerDays={settings['sales.answer-days']}
      keptDays={settings['retention.enquiries-days']}
    />
  );
}

import { HomePage } from '#components/marketing/home-page.tsx';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { systemContext } from '#server/request-context.ts';

export default async function Page() {
  const settings = await providerSettings(systemContext());
  return (
    <HomePage
      brand={settings['provider.name']}
      support={settings['provider.support-address']}
      mbit={settings['requirements.bandwidth-mbit']}
      trialDays={settings['contract.trial-days']}
      purgeDays={settings['contract.purge-days']}
      available={settings['catalogue.available']}
    />
  );
}

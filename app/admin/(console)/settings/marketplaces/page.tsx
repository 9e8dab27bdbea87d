import { getTranslations } from 'next-intl/server';
import { MarketplacesPage } from '#components/backoffice/marketplaces-page.tsx';
import { ConsoleSettingsTabs } from '#components/backoffice/settings-tabs.tsx';
import { StaffGate } from '#components/backoffice/staff-gate.tsx';
import { consoleFrame } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('marketplaces') });

export default async function Page() {
  const { role } = await consoleFrame();
  const t = await getTranslations('backoffice.nav');
  return (
    <StaffGate title={t('marketplaces')} role={role} permission="staff:settings">
      <MarketplacesPage tabs={<ConsoleSettingsTabs />} />
    </StaffGate>
  );
}

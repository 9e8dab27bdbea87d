import { getTranslations } from 'next-intl/server';
import { SettingsPage } from '#components/backoffice/settings-page.tsx';
import { StaffGate } from '#components/backoffice/staff-gate.tsx';
import { consoleFrame } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('settings') });

export default async function Page() {
  const { role } = await consoleFrame();
  const t = await getTranslations('backoffice.nav');
  return (
    <StaffGate title={t('settings')} role={role} permission="staff:settings">
      <SettingsPage />
    </StaffGate>
  );
}

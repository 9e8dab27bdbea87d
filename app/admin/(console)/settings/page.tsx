import { getTranslations } from 'next-intl/server';
import { SettingsPage } from '#components/backoffice/settings-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('settings') });

export default function Page() {
  return <SettingsPage />;
}

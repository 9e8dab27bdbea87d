'use client';
import { useTranslations } from 'next-intl';
import { Tabs } from '#components/ui/tabs.tsx';

/** The pages of the console's Impostazioni. */
export function ConsoleSettingsTabs() {
  const t = useTranslations('backoffice.nav');
  return (
    <Tabs
      label={t('settings')}
      items={[
        { href: '/admin/settings', label: t('settings') },
        { href: '/admin/settings/marketplaces', label: t('marketplaces') },
      ]}
    />
  );
}

'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tabs } from '#components/ui/tabs.tsx';

/** The pages of Impostazioni. */
export function SettingsTabs() {
  const t = useTranslations('portal.settings');
  const { workspace } = useParams<{ workspace: string }>();
  const items = (['password', 'domains', 'tracking', 'audit'] as const).map((page) => ({
    href: `/w/${workspace}/settings/${page}`,
    label: t(page),
  }));
  return <Tabs label={t('title')} items={items} />;
}

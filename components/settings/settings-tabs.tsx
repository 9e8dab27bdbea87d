'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tabs } from '#components/ui/tabs.tsx';
import type { SettingsPageName } from './settings-pages.ts';

/** The pages of Impostazioni that open to this person. */
export function SettingsTabs({ pages }: { pages: readonly SettingsPageName[] }) {
  const t = useTranslations('portal.settings');
  const { workspace } = useParams<{ workspace: string }>();
  const items = pages.map((page) => ({ href: `/w/${workspace}/settings/${page}`, label: t(page) }));
  return <Tabs label={t('title')} items={items} />;
}

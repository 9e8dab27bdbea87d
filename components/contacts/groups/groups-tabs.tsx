'use client';
import { useTranslations } from 'next-intl';
import { Tabs } from '#components/ui/tabs.tsx';
import { useBase } from '../use-base.ts';

export function GroupsTabs() {
  const t = useTranslations('contacts.groups');
  const { base } = useBase();
  return (
    <Tabs
      label={t('tabs')}
      items={[
        { href: `${base}/groups`, label: t('title') },
        { href: `${base}/groups/attributes`, label: t('attributes') },
      ]}
    />
  );
}

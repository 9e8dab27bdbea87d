import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClosedPage } from '#components/layout/closed-page.tsx';
import type { WorkspaceRole } from '#shared/permissions.ts';
import { type SettingsPageName, settingsPages, settingsRefusal } from './settings-pages.ts';
import { SettingsTabs } from './settings-tabs.tsx';

type Props = {
  page: SettingsPageName;
  role: WorkspaceRole;
  features: readonly string[];
  /** The page itself, given the tabs that this person has. */
  children: (tabs: ReactNode) => ReactNode;
};

/** Opens a page of Impostazioni to whom it is for; tells everyone else why it stays closed. */
export function SettingsGate({ page, role, features, children }: Props) {
  const t = useTranslations('portal.settings');
  const tabs = <SettingsTabs pages={settingsPages(role, features)} />;
  const refusal = settingsRefusal(page, role, features);
  if (!refusal) return children(tabs);
  return (
    <ClosedPage title={t(page)} tabs={tabs} width="read" why={t(`closed.${refusal}.title`)}>
      {t(`closed.${refusal}.body`, { role: t(`roles.${role}`) })}
    </ClosedPage>
  );
}

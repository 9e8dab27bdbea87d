import { PasswordPage } from '#components/identity/password-page.tsx';
import { settingsPages } from '#components/settings/settings-pages.ts';
import { SettingsTabs } from '#components/settings/settings-tabs.tsx';
import { portalFrame } from '#server/request-context.ts';

export const metadata = { title: 'Password' };

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { session, role, features } = await portalFrame(workspace);
  const tabs = <SettingsTabs pages={settingsPages(role, features)} />;
  return <PasswordPage must={session.mustChangePassword} home={`/w/${workspace}`} tabs={tabs} />;
}

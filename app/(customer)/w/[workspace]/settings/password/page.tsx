import { PasswordPage } from '#components/identity/password-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { brandName, portalFrame } from '#server/request-context.ts';

export const metadata = { title: 'Password' };

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const [{ session, role, features, ctx }, brand] = await Promise.all([portalFrame(workspace), brandName()]);
  const about = [session.name, session.username, session.email, ctx.workspace.name, brand];
  return (
    <SettingsGate page="password" role={role} features={features}>
      {(tabs) => <PasswordPage session={session} home={`/w/${workspace}`} about={about} tabs={tabs} />}
    </SettingsGate>
  );
}

import { getTranslations } from 'next-intl/server';
import { ReportsPage } from '#components/compliance/reports-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('members.reports'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="reports" role={role} features={features}>
      {(tabs) => <ReportsPage tabs={tabs} mayBlockOthers={memberMay(role, 'members')} />}
    </SettingsGate>
  );
}

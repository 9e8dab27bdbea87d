import { getTranslations } from 'next-intl/server';
import { ParticularsPage } from '#components/settings/particulars-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('members.particulars'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="particulars" role={role} features={features}>
      {(tabs) => <ParticularsPage tabs={tabs} mayChange={memberMay(role, 'settings')} />}
    </SettingsGate>
  );
}

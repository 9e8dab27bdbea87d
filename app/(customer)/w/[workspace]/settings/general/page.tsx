import { getTranslations } from 'next-intl/server';
import { GeneralPage } from '#components/settings/general-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.general'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="general" role={role} features={features}>
      {(tabs) => <GeneralPage tabs={tabs} newsletter={features.includes('newsletter')} />}
    </SettingsGate>
  );
}

import { getTranslations } from 'next-intl/server';
import { ConsentsPage } from '#components/settings/consents-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.consents'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="consents" role={role} features={features}>
      {(tabs) => <ConsentsPage tabs={tabs} />}
    </SettingsGate>
  );
}

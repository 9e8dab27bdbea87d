import { getTranslations } from 'next-intl/server';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { TrackingPage } from '#components/settings/tracking-page.tsx';
import { portalFrame } from '#server/request-context.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.tracking'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="tracking" role={role} features={features}>
      {(tabs) => <TrackingPage tabs={tabs} />}
    </SettingsGate>
  );
}

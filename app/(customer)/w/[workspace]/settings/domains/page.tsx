import { getTranslations } from 'next-intl/server';
import { DomainsPage } from '#components/campaigns/domains/domains-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('domains'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="domains" role={role} features={features}>
      {(tabs) => <DomainsPage mayChange={memberMay(role, 'settings')} tabs={tabs} />}
    </SettingsGate>
  );
}

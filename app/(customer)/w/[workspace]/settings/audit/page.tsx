import { getTranslations } from 'next-intl/server';
import { AuditPage } from '#components/settings/audit-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { portalFrame } from '#server/request-context.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.audit'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  return (
    <SettingsGate page="audit" role={role} features={features}>
      {(tabs) => <AuditPage tabs={tabs} />}
    </SettingsGate>
  );
}

import { getTranslations } from 'next-intl/server';
import { AccessPage } from '#components/account/access-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { brandName, portalFrame } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('account.access'))('title') });

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const [{ role, features }, brand] = await Promise.all([portalFrame(workspace), brandName()]);
  return (
    <SettingsGate page="access" role={role} features={features}>
      {(tabs) => <AccessPage tabs={tabs} brand={brand} />}
    </SettingsGate>
  );
}

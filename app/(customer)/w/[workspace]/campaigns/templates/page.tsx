import { getTranslations } from 'next-intl/server';
import { TemplatesPage } from '#components/campaigns/templates/templates-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('campaigns.templates'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role } = await portalFrame(workspace);
  return <TemplatesPage base={`/w/${workspace}/campaigns`} may={{ write: memberMay(role, 'campaigns:write') }} />;
}

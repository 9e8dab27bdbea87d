import { getTranslations } from 'next-intl/server';
import { CampaignListPage } from '#components/campaigns/list/campaign-list-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('campaigns'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role } = await portalFrame(workspace);
  const may = { write: memberMay(role, 'campaigns:write'), send: memberMay(role, 'campaigns:send') };
  return <CampaignListPage base={`/w/${workspace}/campaigns`} may={may} />;
}

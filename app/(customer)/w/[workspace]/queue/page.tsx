import { getTranslations } from 'next-intl/server';
import { QueuePage } from '#components/campaigns/queue/queue-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('campaigns.queue'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role } = await portalFrame(workspace);
  const may = { send: memberMay(role, 'campaigns:send'), write: memberMay(role, 'campaigns:write') };
  return <QueuePage base={`/w/${workspace}/campaigns`} may={may} />;
}

import { getTranslations } from 'next-intl/server';
import { TodayPage } from '#components/portal/today-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.today'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  const newsletter = features.includes('newsletter') && memberMay(role, 'read');
  return <TodayPage home={`/w/${workspace}`} newsletter={newsletter} maySend={memberMay(role, 'campaigns:send')} />;
}

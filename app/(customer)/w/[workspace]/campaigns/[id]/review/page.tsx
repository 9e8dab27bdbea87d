import { getTranslations } from 'next-intl/server';
import { ReviewPage } from '#components/campaigns/review/review-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('campaigns.review'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const { ctx, role, session } = await portalFrame(workspace);
  const may = { write: memberMay(role, 'campaigns:write'), send: memberMay(role, 'campaigns:send') };
  return (
    <ReviewPage
      id={id}
      home={`/w/${workspace}`}
      timeZone={ctx.workspace.timezone}
      ownAddress={session.email}
      may={may}
    />
  );
}

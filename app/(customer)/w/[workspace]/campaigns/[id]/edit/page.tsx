import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EditPage } from '#components/campaigns/editor/edit-page.tsx';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('campaigns'))('one') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const { ctx, role } = await portalFrame(workspace);
  const base = `/w/${workspace}/campaigns`;
  if (!memberMay(role, 'campaigns:write')) redirect(`${base}/${id}/review`);
  return <EditPage id={id} base={base} workspace={ctx.workspace.name} />;
}

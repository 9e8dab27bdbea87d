import { redirect } from 'next/navigation';
import { settingsPages } from '#components/settings/settings-pages.ts';
import { portalFrame } from '#server/request-context.ts';

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features } = await portalFrame(workspace);
  redirect(`/w/${workspace}/settings/${settingsPages(role, features)[0] ?? 'password'}`);
}

import { redirect } from 'next/navigation';
import { NoWorkspace } from '#components/portal/no-workspace.tsx';
import { brandName, homeOf, requireSession, supportAddress } from '#server/request-context.ts';

export default async function Page() {
  const session = await requireSession('portal', '/w');
  const home = await homeOf(session);
  if (home !== '/w') redirect(home);
  return <NoWorkspace brand={await brandName()} address={await supportAddress()} />;
}

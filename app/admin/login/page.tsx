import { redirect } from 'next/navigation';
import { endedWhy, LoginPage } from '#components/identity/login-page.tsx';
import { brandName, currentSession, demoLogins } from '#server/request-context.ts';

export const metadata = { title: 'Console' };

type Props = { searchParams: Promise<{ next?: string; out?: string }> };

export default async function Page({ searchParams }: Props) {
  const { next, out } = await searchParams;
  const session = await currentSession('console');
  if (session?.state === 'active') redirect('/admin/today');
  const ended = session?.state === 'ended' ? endedWhy(session.why) : endedWhy(out);
  const demo = demoLogins('console');
  return (
    <LoginPage
      {...(demo ? { demo } : {})}
      brand={await brandName()}
      surface="console"
      ended={ended}
      next={next ?? null}
      home="/admin/today"
    />
  );
}

import { redirect } from 'next/navigation';
import { endedWhy, LoginPage } from '#components/identity/login-page.tsx';
import { brandName, currentSession, demoLogins, homeOf } from '#server/request-context.ts';

export const metadata = { title: 'Login' };

type Props = { searchParams: Promise<{ next?: string; out?: string }> };

export default async function Page({ searchParams }: Props) {
  const { next, out } = await searchParams;
  const session = await currentSession('portal');
  if (session?.state === 'active') redirect(await homeOf(session));
  const ended = session?.state === 'ended' ? endedWhy(session.why) : endedWhy(out);
  const demo = demoLogins('portal');
  return (
    <LoginPage
      {...(demo ? { demo } : {})}
      brand={await brandName()}
      surface="portal"
      ended={ended}
      next={next ?? null}
      home="/login"
    />
  );
}

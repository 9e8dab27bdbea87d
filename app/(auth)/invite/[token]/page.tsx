import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { legalLinks } from '#components/marketing/legal-links.ts';
import { InvitationChoice } from '#components/members/invitation-choice.tsx';
import { InvitationRefused } from '#components/members/invitation-refused.tsx';
import { RateLimited } from '#server/lib/errors.ts';
import { checkInvitation } from '#server/modules/identity/index.ts';
import { brandName, currentSession, originOfRequest, publicContext } from '#server/request-context.ts';

export const generateMetadata = async () => ({
  title: (await getTranslations('members.invite'))('pageTitle'),
  // The address is a bearer secret: it must not travel in a Referer, nor into an index.
  referrer: 'no-referrer',
  robots: { index: false },
});

async function check(token: string) {
  try {
    return await checkInvitation(publicContext(originOfRequest(await headers())), token);
  } catch (error) {
    if (error instanceof RateLimited) return { ok: false, reason: 'busy' } as const;
    throw error;
  }
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [checked, session] = await Promise.all([check(token), currentSession('portal')]);
  return (
    <PublicShell brand={await brandName()} legal={await legalLinks()}>
      {checked.ok ? (
        <InvitationChoice
          token={token}
          invitation={checked}
          person={session?.state === 'active' ? session.name : null}
        />
      ) : (
        <InvitationRefused reason={checked.reason} />
      )}
    </PublicShell>
  );
}

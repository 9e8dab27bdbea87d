import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ActivationChoice } from '#components/activation/activation-choice.tsx';
import { ActivationRefused } from '#components/activation/activation-refused.tsx';
import { PurchaseFacts } from '#components/activation/purchase-facts.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { legalLinks } from '#components/marketing/legal-links.ts';
import { Requirements } from '#components/marketing/requirements.tsx';
import { RateLimited } from '#server/lib/errors.ts';
import { checkActivation } from '#server/modules/billing/index.ts';
import { membershipsOf } from '#server/modules/identity/index.ts';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { currentSession, homeOf, originOfRequest, publicContext, systemContext } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export const generateMetadata = async () => ({
  title: (await getTranslations('activation'))('pageTitle'),
  // The address is a bearer secret: it must not travel in a Referer, nor into an index.
  referrer: 'no-referrer',
  robots: { index: false },
});

async function check(token: string) {
  try {
    return await checkActivation(publicContext(originOfRequest(await headers())), token);
  } catch (error) {
    if (error instanceof RateLimited) return { ok: false, reason: 'busy', purchase: null } as const;
    throw error;
  }
}

/** Whoever is signed in, with the workspaces that they may buy for. */
async function signedIn() {
  const session = await currentSession('portal');
  if (session?.state !== 'active') return null;
  const memberships = await membershipsOf(systemContext(), session.userId);
  const workspaces = memberships.filter((membership) => memberMay(membership.role, 'purchases'));
  return { name: session.name, workspaces: workspaces.map(({ id, slug, name }) => ({ id, slug, name })) };
}

/** Where whoever is signed in belongs. */
async function home(): Promise<string | null> {
  const session = await currentSession('portal');
  return session?.state === 'active' ? homeOf(session) : null;
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [checked, settings, t] = await Promise.all([
    check(token),
    providerSettings(systemContext()),
    getTranslations('activation'),
  ]);
  return (
    <PublicShell brand={settings['provider.name']} legal={await legalLinks()} width={checked.ok ? 'page' : 'form'}>
      {checked.ok ? (
        <div className="grid gap-6">
          <h1 className="text-page">{t('title')}</h1>
          <PurchaseFacts purchase={checked.purchase} />
          <ActivationChoice token={token} email={checked.purchase.email} person={await signedIn()} />
          <Requirements mbit={settings['requirements.bandwidth-mbit']} />
        </div>
      ) : (
        <ActivationRefused
          reason={checked.reason}
          token={token}
          support={settings['provider.support-address']}
          purchase={checked.purchase}
          home={await home()}
        />
      )}
    </PublicShell>
  );
}

import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Messages } from '#components/layout/messages.tsx';
import { PortalShell } from '#components/portal/portal-shell.tsx';
import { brandName, leaveAsStaff, portalFrame, signOut, supportAddress } from '#server/request-context.ts';

type Props = { params: Promise<{ workspace: string }>; children: ReactNode };

async function leave() {
  'use server';
  await signOut('portal');
  redirect('/login?out=signed-out');
}

async function leaveAccess(slug: string) {
  'use server';
  redirect(await leaveAsStaff(slug));
}

export default async function Layout({ params, children }: Props) {
  const { workspace: slug } = await params;
  const frame = await portalFrame(slug);
  return (
    <Messages of={['campaigns.state', 'portal.nav', 'portal.palette']}>
      <PortalShell
        workspace={{ slug, name: frame.ctx.workspace.name, timeZone: frame.ctx.workspace.timezone }}
        memberships={frame.memberships.map(({ slug: other, name }) => ({ slug: other, name }))}
        features={frame.features}
        role={frame.role}
        trialUntil={frame.trialUntil}
        suspended={
          frame.suspended && { ...frame.suspended, provider: await brandName(), support: await supportAddress() }
        }
        passwordDaysLeft={frame.session.passwordDaysLeft}
        person={{ name: frame.session.name, username: frame.session.username }}
        onSignOut={frame.access ? leaveAccess.bind(null, slug) : leave}
        access={frame.access}
      >
        {children}
      </PortalShell>
    </Messages>
  );
}

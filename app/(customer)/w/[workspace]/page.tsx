import { getTranslations } from 'next-intl/server';
import { Messages } from '#components/layout/messages.tsx';
import { PortalNotices } from '#components/portal/portal-notices.tsx';
import { TodayPage } from '#components/portal/today-page.tsx';
import { openAccesses } from '#server/modules/identity/index.ts';
import { openFlags } from '#server/modules/workspaces/index.ts';
import { portalFrame } from '#server/request-context.ts';
import { memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.today'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features, ctx, access } = await portalFrame(workspace);
  const newsletter = features.includes('newsletter') && memberMay(role, 'read');
  const home = `/w/${workspace}`;
  // Whoever is inside by an access reads so in the strip above.
  const accesses = access ? [] : await openAccesses(ctx);
  const flags = memberMay(role, 'particulars') ? await openFlags(ctx) : [];
  return (
    <Messages of={['campaigns', 'portal.today']}>
      <TodayPage
        home={home}
        newsletter={newsletter}
        maySend={memberMay(role, 'campaigns:send')}
        notices={
          <PortalNotices
            home={home}
            accesses={accesses}
            flags={flags.filter((flag) => flag.answer === null).length}
            audits={memberMay(role, 'settings')}
          />
        }
      />
    </Messages>
  );
}

import { getTranslations } from 'next-intl/server';
import { MembersPage } from '#components/members/members-page.tsx';
import { SettingsGate } from '#components/settings/settings-gate.tsx';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { portalFrame, systemContext } from '#server/request-context.ts';
import { isStaffInside, memberMay } from '#shared/permissions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('members.people'))('title') };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { role, features, ctx } = await portalFrame(workspace);
  const settings = await providerSettings(systemContext());
  return (
    <SettingsGate page="members" role={role} features={features}>
      {(tabs) =>
        isStaffInside(role) ? null : (
          <MembersPage
            tabs={tabs}
            workspace={{ id: ctx.workspace.id, name: ctx.workspace.name }}
            role={role}
            manages={memberMay(role, 'members')}
            invitationDays={settings['people.invitation-days']}
          />
        )
      }
    </SettingsGate>
  );
}

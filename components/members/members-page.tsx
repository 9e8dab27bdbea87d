'use client';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { MemberRole } from '#shared/permissions.ts';
import { InvitationsSection } from './invitations-section.tsx';
import { LeaveWorkspace } from './leave-workspace.tsx';
import { MembersTable } from './members-table.tsx';
import { RightsTable } from './rights-table.tsx';

const InviteDialog = whenOpened(() => import('./invite-dialog.tsx').then((module) => module.InviteDialog));

type Props = {
  tabs: ReactNode;
  workspace: { id: string; name: string };
  role: MemberRole;
  /** Whether the person looks after the others, or only sees and leaves. */
  manages: boolean;
  invitationDays: number;
};

/** Impostazioni → Persone: who works here and what each may do; for everybody their own role, and the way out. */
export function MembersPage({ tabs, workspace, role, manages, invitationDays }: Props) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const [inviting, setInviting] = useState(false);
  const members = useQuery(trpc.identity.members.list.queryOptions(undefined, { enabled: manages }));
  const owners = (members.data ?? []).filter((member) => member.role === 'owner').length;
  return (
    <>
      <PageHeader
        title={t('people.title')}
        count={manages ? members.data?.length : undefined}
        tabs={tabs}
        actions={
          manages && (
            <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
              {t('people.invite')}
            </Button>
          )
        }
      />
      <PageBody>
        {manages && (
          <>
            <MembersTable query={members} workspace={workspace.name} />
            <InvitationsSection />
          </>
        )}
        <Section title={t('people.rolesTitle')} meta={t(`roles.${role}.name`)} inset={false}>
          <RightsTable role={role} />
        </Section>
        <LeaveWorkspace workspace={workspace} last={manages && owners === 1} />
      </PageBody>
      {manages && <InviteDialog open={inviting} onOpenChange={setInviting} days={invitationDays} />}
    </>
  );
}

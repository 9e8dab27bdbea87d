import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { invitePerson, resendInvitation, revokeInvitation } from './invitations-send.ts';
import { listInvitations, listMembers } from './members.ts';
import { changeRole, handOver, removeMember } from './members-change.ts';
import { resetMemberFactor } from './reset-member-factor.ts';
import {
  changeRoleInput,
  invitationIdInput,
  invitePersonInput,
  memberIdInput,
  staffAccessActsInput,
  staffAccessesInput,
} from './schemas.ts';
import { listStaffAccesses, staffAccessActs } from './staff-access.ts';

// People are global and mail is the platform's, so these verbs work on the wide context and name the workspace that was asked for.
const members = protectedProcedure('members');

export const membersRouter = router({
  list: members.query(({ ctx }) => listMembers(ctx.personCtx(), ctx.tenant.workspace)),
  invitations: members.query(({ ctx }) => listInvitations(ctx.personCtx(), ctx.tenant.workspace)),
  invite: members
    .input(invitePersonInput)
    .mutation(({ ctx, input }) => invitePerson(ctx.personCtx(), ctx.tenant.workspace, input)),
  resend: members
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => resendInvitation(ctx.personCtx(), ctx.tenant.workspace, input.id)),
  revoke: members
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.personCtx(), ctx.tenant.workspace, input.id)),
  changeRole: members
    .input(changeRoleInput)
    .mutation(({ ctx, input }) => changeRole(ctx.personCtx(), ctx.tenant.workspace, input)),
  remove: members
    .input(memberIdInput)
    .mutation(({ ctx, input }) => removeMember(ctx.personCtx(), ctx.tenant.workspace, input.userId)),
  handOver: members
    .input(memberIdInput)
    .mutation(({ ctx, input }) => handOver(ctx.personCtx(), ctx.tenant.workspace, input.userId)),
  resetSecondFactor: members
    .input(memberIdInput)
    .mutation(({ ctx, input }) => resetMemberFactor(ctx.personCtx(), ctx.tenant.workspace, input.userId)),
});

/** What the customer sees of the staff's accesses to its workspace. */
export const staffAccessRouter = router({
  list: protectedProcedure('settings')
    .input(staffAccessesInput)
    .query(({ ctx, input }) => listStaffAccesses(ctx.tenant, input)),
  acts: protectedProcedure('settings')
    .input(staffAccessActsInput)
    .query(({ ctx, input }) => staffAccessActs(ctx.tenant, input.accessId)),
});

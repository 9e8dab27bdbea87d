import { personProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { accessOf, endOwnSessions, listSignIns, setNewStationMail } from './access.ts';
import { blockByLink, blockByPassword, blockMyself } from './block-person.ts';
import { changePassword } from './change-password.ts';
import { acceptInvitation, joinByInvitation } from './invitations-accept.ts';
import { leaveWorkspace } from './members-change.ts';
import { membersRouter, staffAccessRouter } from './members-router.ts';
import { personSetting, setPersonSetting } from './person-settings.ts';
import { setPreferences } from './preferences.ts';
import { askAccessLinks, resetPassword } from './reset-password.ts';
import { membershipsOf } from './roles.ts';
import {
  acceptInvitationInput,
  askLinkInput,
  changePasswordInput,
  codeInput,
  endSecondFactorInput,
  joinByInvitationInput,
  leaveWorkspaceInput,
  linkTokenInput,
  newStationMailInput,
  ownPasswordInput,
  ownSessionInput,
  personSettingInput,
  preferencesInput,
  resetPasswordInput,
  setPersonSettingInput,
  signInCodeInput,
  signInInput,
  signInsInput,
} from './schemas.ts';
import { confirmSecondFactor, endSecondFactor, renewRecoveryCodes, startSecondFactor } from './second-factor.ts';
import { endSession } from './sessions.ts';
import { checkSignIn, checkSignInCode } from './sign-in.ts';

export const identityRouter = router({
  signIn: publicProcedure.input(signInInput).mutation(({ ctx, input }) => checkSignIn(ctx.public, input)),
  signInCode: publicProcedure.input(signInCodeInput).mutation(({ ctx, input }) => checkSignInCode(ctx.public, input)),
  askLink: publicProcedure.input(askLinkInput).mutation(({ ctx, input }) => askAccessLinks(ctx.public, input)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword(ctx.public, input)),
  blockByPassword: publicProcedure.input(signInInput).mutation(({ ctx, input }) => blockByPassword(ctx.public, input)),
  blockByLink: publicProcedure.input(linkTokenInput).mutation(({ ctx, input }) => blockByLink(ctx.public, input.token)),
  signOut: personProcedure.mutation(({ ctx }) => endSession(ctx.person, ctx.session.sessionId, 'signed-out')),
  me: personProcedure.query(({ ctx }) => ctx.session),
  workspaces: personProcedure.query(({ ctx }) => membershipsOf(ctx.person, ctx.session.userId)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.person, input)),
  setting: personProcedure.input(personSettingInput).query(({ ctx, input }) => personSetting(ctx.person, input)),
  setSetting: personProcedure
    .input(setPersonSettingInput)
    .mutation(({ ctx, input }) => setPersonSetting(ctx.person, input)),
  access: personProcedure.query(({ ctx }) => accessOf(ctx.person)),
  signIns: personProcedure.input(signInsInput).query(({ ctx, input }) => listSignIns(ctx.person, input)),
  endSession: personProcedure.input(ownSessionInput).mutation(({ ctx, input }) => endOwnSessions(ctx.person, input.id)),
  endOtherSessions: personProcedure.mutation(({ ctx }) => endOwnSessions(ctx.person, null)),
  startSecondFactor: personProcedure
    .input(ownPasswordInput)
    .mutation(({ ctx, input }) => startSecondFactor(ctx.person, input)),
  confirmSecondFactor: personProcedure
    .input(codeInput)
    .mutation(({ ctx, input }) => confirmSecondFactor(ctx.person, input)),
  renewRecoveryCodes: personProcedure
    .input(ownPasswordInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.person, input)),
  endSecondFactor: personProcedure
    .input(endSecondFactorInput)
    .mutation(({ ctx, input }) => endSecondFactor(ctx.person, input)),
  setNewStationMail: personProcedure
    .input(newStationMailInput)
    .mutation(({ ctx, input }) => setNewStationMail(ctx.person, input.on)),
  blockMyself: personProcedure.mutation(({ ctx }) => blockMyself(ctx.person)),
  setPreferences: personProcedure
    .input(preferencesInput)
    .mutation(({ ctx, input }) => setPreferences(ctx.person, input)),
  acceptInvitation: publicProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.public, input)),
  joinByInvitation: personProcedure
    .input(joinByInvitationInput)
    .mutation(({ ctx, input }) => joinByInvitation(ctx.person, input.token)),
  leaveWorkspace: personProcedure
    .input(leaveWorkspaceInput)
    .mutation(({ ctx, input }) => leaveWorkspace(ctx.person, input.workspaceId)),
  members: membersRouter,
  staffAccess: staffAccessRouter,
});

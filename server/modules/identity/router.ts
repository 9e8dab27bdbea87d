import { personProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { changePassword } from './change-password.ts';
import { setPreferences } from './preferences.ts';
import { membershipsOf } from './roles.ts';
import { changePasswordInput, preferencesInput, signInInput } from './schemas.ts';
import { endSession } from './sessions.ts';
import { checkSignIn } from './sign-in.ts';

export const identityRouter = router({
  signIn: publicProcedure.input(signInInput).mutation(({ ctx, input }) => checkSignIn(ctx.public, input)),
  signOut: personProcedure.mutation(({ ctx }) => endSession(ctx.person, ctx.session.sessionId, 'signed-out')),
  me: personProcedure.query(({ ctx }) => ctx.session),
  workspaces: personProcedure.query(({ ctx }) => membershipsOf(ctx.person, ctx.session.userId)),
  changePassword: personProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx.person, input)),
  setPreferences: personProcedure
    .input(preferencesInput)
    .mutation(({ ctx, input }) => setPreferences(ctx.person, input)),
});

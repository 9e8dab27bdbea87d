import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { trackingDefaultInput } from './schemas.ts';
import { setTrackingDefault, trackingDefault } from './tracking-default.ts';

const settings = protectedProcedure('settings', 'newsletter');

export const workspacesRouter = router({
  trackingDefault: settings.query(({ ctx }) => trackingDefault(ctx.tenant)),
  setTrackingDefault: settings
    .input(trackingDefaultInput)
    .mutation(({ ctx, input }) => setTrackingDefault(ctx.tenant, input)),
});

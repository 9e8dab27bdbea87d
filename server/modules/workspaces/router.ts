import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { generalSettings, setGeneralSettings } from './general-settings.ts';
import { openFlags, particularsHistory, readParticulars } from './particulars.ts';
import { confirmParticular, saveParticulars } from './save-particulars.ts';
import { answerFlagInput, generalSettingsInput, saveParticularsInput, trackingDefaultInput } from './schemas.ts';
import { setTrackingDefault, trackingDefault } from './tracking-default.ts';

const settings = protectedProcedure('settings', 'newsletter');

export const workspacesRouter = router({
  general: protectedProcedure('settings').query(({ ctx }) => generalSettings(ctx.tenant)),
  setGeneral: protectedProcedure('settings')
    .input(generalSettingsInput)
    .mutation(({ ctx, input }) => setGeneralSettings(ctx.tenant, input)),
  trackingDefault: settings.query(({ ctx }) => trackingDefault(ctx.tenant)),
  setTrackingDefault: settings
    .input(trackingDefaultInput)
    .mutation(({ ctx, input }) => setTrackingDefault(ctx.tenant, input)),
  particulars: protectedProcedure('particulars').query(({ ctx }) => readParticulars(ctx.tenant)),
  particularsHistory: protectedProcedure('particulars').query(({ ctx }) => particularsHistory(ctx.tenant)),
  particularsFlags: protectedProcedure('particulars').query(({ ctx }) => openFlags(ctx.tenant)),
  saveParticulars: protectedProcedure('settings')
    .input(saveParticularsInput)
    .mutation(({ ctx, input }) => saveParticulars(ctx.tenant, input)),
  confirmParticular: protectedProcedure('settings')
    .input(answerFlagInput)
    .mutation(({ ctx, input }) => confirmParticular(ctx.tenant, input)),
});

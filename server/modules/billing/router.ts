import { personProcedure, protectedProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { activate, activateHere } from './activate.ts';
import { providerConsents, setProviderConsent } from './consents.ts';
import { activateHereInput, activateInput, setConsentInput } from './schemas.ts';

export const billingRouter = router({
  activate: publicProcedure
    .input(activateInput)
    .mutation(({ ctx, input }) => activate(ctx.public, input.token, input.registration)),
  activateHere: personProcedure.input(activateHereInput).mutation(({ ctx, input }) => activateHere(ctx.person, input)),
  consents: protectedProcedure('settings').query(({ ctx }) => providerConsents(ctx.tenant)),
  setConsent: protectedProcedure('settings')
    .input(setConsentInput)
    .mutation(({ ctx, input }) => setProviderConsent(ctx.tenant, input)),
});

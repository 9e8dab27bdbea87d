import { personProcedure, protectedProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { activate, activateHere } from './activate.ts';
import { providerConsents, setProviderConsent } from './consents.ts';
import { requestActivationLink } from './request-link.ts';
import { activateHereInput, activateInput, activationTokenInput, setConsentInput } from './schemas.ts';

export const billingRouter = router({
  activate: publicProcedure
    .input(activateInput)
    .mutation(({ ctx, input }) => activate(ctx.public, input.token, input.registration)),
  requestLink: publicProcedure
    .input(activationTokenInput)
    .mutation(({ ctx, input }) => requestActivationLink(ctx.public, input.token)),
  activateHere: personProcedure.input(activateHereInput).mutation(({ ctx, input }) => activateHere(ctx.person, input)),
  consents: protectedProcedure('settings').query(({ ctx }) => providerConsents(ctx.tenant)),
  setConsent: protectedProcedure('settings')
    .input(setConsentInput)
    .mutation(({ ctx, input }) => setProviderConsent(ctx.tenant, input)),
});

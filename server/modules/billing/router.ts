import { personProcedure, protectedProcedure, publicProcedure, router } from '#server/trpc/procedures.ts';
import { activate, activateHere } from './activate.ts';
import { agreementText, consentHistory, listAgreements } from './agreements.ts';
import { ask } from './ask.ts';
import { providerConsents, setProviderConsent } from './consents.ts';
import { requestActivationLink } from './request-link.ts';
import {
  activateHereInput,
  activateInput,
  activationTokenInput,
  agreementIdInput,
  askInput,
  setConsentInput,
} from './schemas.ts';

export const billingRouter = router({
  activate: publicProcedure
    .input(activateInput)
    .mutation(({ ctx, input }) => activate(ctx.public, input.token, input.registration)),
  requestLink: publicProcedure
    .input(activationTokenInput)
    .mutation(({ ctx, input }) => requestActivationLink(ctx.public, input.token)),
  ask: publicProcedure.input(askInput).mutation(({ ctx, input }) => ask(ctx.public, input)),
  activateHere: personProcedure.input(activateHereInput).mutation(({ ctx, input }) => activateHere(ctx.person, input)),
  // Who chose is a person, and people are global: names come from the wide context.
  consentHistory: protectedProcedure('settings').query(({ ctx }) => consentHistory(ctx.personCtx(), ctx.tenant)),
  agreements: protectedProcedure('settings').query(({ ctx }) => listAgreements(ctx.personCtx(), ctx.tenant)),
  agreement: protectedProcedure('settings')
    .input(agreementIdInput)
    .query(({ ctx, input }) => agreementText(ctx.personCtx(), ctx.tenant.workspace, input.id)),
  consents: protectedProcedure('settings').query(({ ctx }) => providerConsents(ctx.tenant)),
  setConsent: protectedProcedure('settings')
    .input(setConsentInput)
    .mutation(({ ctx, input }) => setProviderConsent(ctx.tenant, input)),
});

import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { addDomainInput, domainIdInput } from './schemas.ts';
import { addSendingDomain, listSendingDomains, removeSendingDomain } from './sending-domains.ts';

export const domainsRouter = router({
  list: protectedProcedure('read', 'newsletter').query(({ ctx }) => listSendingDomains(ctx.tenant)),
  add: protectedProcedure('settings', 'newsletter')
    .input(addDomainInput)
    .mutation(({ ctx, input }) => addSendingDomain(ctx.tenant, input)),
  remove: protectedProcedure('settings', 'newsletter')
    .input(domainIdInput)
    .mutation(({ ctx, input }) => removeSendingDomain(ctx.tenant, input)),
});

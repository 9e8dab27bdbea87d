import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { actsOfContact } from './contact-acts.sql.ts';
import { eventsOfContact } from './contact-events.sql.ts';
import { contactActsInput, contactEventsInput } from './schemas.ts';
import { trackingShares } from './tracking-shares.ts';

export const trackingRouter = router({
  ofContact: protectedProcedure('read', 'newsletter')
    .input(contactEventsInput)
    .query(({ ctx, input }) => eventsOfContact(ctx.tenant, input)),
  shares: protectedProcedure('read', 'newsletter').query(({ ctx }) => trackingShares(ctx.tenant)),
  actsOfContact: protectedProcedure('read', 'newsletter')
    .input(contactActsInput)
    .query(({ ctx, input }) => actsOfContact(ctx.tenant, input)),
});

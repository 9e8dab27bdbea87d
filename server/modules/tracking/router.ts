import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { eventsOfContact } from './contact-events.sql.ts';
import { contactEventsInput } from './schemas.ts';

export const trackingRouter = router({
  ofContact: protectedProcedure('read', 'newsletter')
    .input(contactEventsInput)
    .query(({ ctx, input }) => eventsOfContact(ctx.tenant, input)),
});

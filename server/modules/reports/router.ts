import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { campaignReport } from './campaign-report.ts';
import { contactData } from './contact-data.ts';
import { recipientTimeline } from './recipient-timeline.ts';
import { listRecipients } from './recipients.sql.ts';
import { recipientInput, recipientsInput, reportInput } from './schemas.ts';
import { verifyReport } from './verify-report.ts';

const reading = protectedProcedure('read', 'newsletter');

export const reportsRouter = router({
  campaign: reading.input(reportInput).query(({ ctx, input }) => campaignReport(ctx.tenant, input.campaignId)),
  verify: reading.input(reportInput).query(({ ctx, input }) => verifyReport(ctx.tenant, input.campaignId)),
  recipients: reading.input(recipientsInput).query(({ ctx, input }) => listRecipients(ctx.tenant, input)),
  recipient: reading.input(recipientInput).query(({ ctx, input }) => recipientTimeline(ctx.tenant, input)),
  contactData: protectedProcedure('export', 'newsletter')
    .input(z.object({ contactId: z.uuid() }))
    .mutation(({ ctx, input }) => contactData(ctx.tenant, input)),
});

import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { campaignReport } from './campaign-report.ts';
import { comparableCampaigns } from './comparable-campaigns.ts';
import { compareCampaigns } from './compare-campaigns.ts';
import { contactData } from './contact-data.ts';
import { linkMap } from './link-map.ts';
import { recipientTimeline } from './recipient-timeline.ts';
import { listRecipients } from './recipients.sql.ts';
import * as inputs from './schemas.ts';
import { verifyReport } from './verify-report.ts';

const reading = protectedProcedure('read', 'newsletter');

export const reportsRouter = router({
  campaign: reading.input(inputs.scopedReportInput).query(({ ctx, input }) => campaignReport(ctx.tenant, input)),
  verify: reading.input(inputs.reportInput).query(({ ctx, input }) => verifyReport(ctx.tenant, input.campaignId)),
  recipients: reading.input(inputs.recipientsInput).query(({ ctx, input }) => listRecipients(ctx.tenant, input)),
  recipient: reading.input(inputs.recipientInput).query(({ ctx, input }) => recipientTimeline(ctx.tenant, input)),
  compare: reading.input(inputs.compareInput).query(({ ctx, input }) => compareCampaigns(ctx.tenant, input)),
  comparable: reading.input(inputs.reportInput).query(({ ctx, input }) => comparableCampaigns(ctx.tenant, input)),
  linkMap: reading.input(inputs.linkMapInput).query(({ ctx, input }) => linkMap(ctx.tenant, input)),
  contactData: protectedProcedure('export', 'newsletter')
    .input(z.object({ contactId: z.uuid() }))
    .mutation(({ ctx, input }) => contactData(ctx.tenant, input)),
});

import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { askReview } from './ask-review.ts';
import { audienceChoices, countChosen } from './audience-choices.ts';
import { campaignReviews } from './campaign-review.ts';
import { createCampaign, duplicateCampaign } from './create-campaign.ts';
import { approveCampaign, returnCampaign } from './decide-review.ts';
import { deleteDraft, renameCampaign, setAudience } from './edit-campaign.ts';
import { getCampaign } from './find-campaign.ts';
import { countCampaigns, listCampaigns } from './list-campaigns.ts';
import { measureCampaign } from './measure-campaign.ts';
import { messageProcedures } from './message-procedures.ts';
import { preflight } from './preflight.ts';
import { previewCampaign } from './preview-campaign.ts';
import { resendCampaign, resendChoices } from './resend-campaign.ts';
import { saveCampaign } from './save-campaign.ts';
import { rescheduleCampaign, scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';
import * as inputs from './schemas.ts';
import { withdrawReview } from './withdraw-review.ts';

const reading = protectedProcedure('read', 'newsletter');
const writing = protectedProcedure('campaigns:write', 'newsletter');
const sending = protectedProcedure('campaigns:send', 'newsletter');

export const campaignsRouter = router({
  ...messageProcedures,
  list: reading.input(inputs.listCampaignsInput).query(({ ctx, input }) => listCampaigns(ctx.tenant, input)),
  counts: reading.query(({ ctx }) => countCampaigns(ctx.tenant)),
  get: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => getCampaign(ctx.tenant, input.id)),
  audienceChoices: reading.query(({ ctx }) => audienceChoices(ctx.tenant)),
  countAudience: reading.input(inputs.audienceInput).query(({ ctx, input }) => countChosen(ctx.tenant, input)),
  preview: reading.input(inputs.previewInput).query(({ ctx, input }) => previewCampaign(ctx.tenant, input)),
  preflight: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => preflight(ctx.tenant, input.id)),
  measure: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => measureCampaign(ctx.tenant, input.id)),
  create: writing.input(inputs.createCampaignInput).mutation(({ ctx, input }) => createCampaign(ctx.tenant, input)),
  duplicate: writing
    .input(inputs.duplicateCampaignInput)
    .mutation(({ ctx, input }) => duplicateCampaign(ctx.tenant, input)),
  save: writing.input(inputs.saveCampaignInput).mutation(({ ctx, input }) => saveCampaign(ctx.tenant, input)),
  rename: writing.input(inputs.renameCampaignInput).mutation(({ ctx, input }) => renameCampaign(ctx.tenant, input)),
  delete: writing.input(inputs.campaignIdInput).mutation(({ ctx, input }) => deleteDraft(ctx.tenant, input.id)),
  setAudience: writing.input(inputs.setAudienceInput).mutation(({ ctx, input }) => setAudience(ctx.tenant, input)),
  reviews: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => campaignReviews(ctx.tenant, input.id)),
  askReview: writing.input(inputs.askReviewInput).mutation(({ ctx, input }) => askReview(ctx.tenant, input)),
  withdrawReview: writing
    .input(inputs.campaignIdInput)
    .mutation(({ ctx, input }) => withdrawReview(ctx.tenant, input.id)),
  approve: sending.input(inputs.approveInput).mutation(({ ctx, input }) => approveCampaign(ctx.tenant, input)),
  return: sending.input(inputs.returnInput).mutation(({ ctx, input }) => returnCampaign(ctx.tenant, input)),
  resendChoices: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => resendChoices(ctx.tenant, input.id)),
  resend: writing.input(inputs.resendInput).mutation(({ ctx, input }) => resendCampaign(ctx.tenant, input)),
  schedule: sending.input(inputs.scheduleInput).mutation(({ ctx, input }) => scheduleCampaign(ctx.tenant, input)),
  reschedule: sending.input(inputs.scheduleInput).mutation(({ ctx, input }) => rescheduleCampaign(ctx.tenant, input)),
  unschedule: sending
    .input(inputs.campaignIdInput)
    .mutation(({ ctx, input }) => unscheduleCampaign(ctx.tenant, input.id)),
});

import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { campaignCounts } from './campaign-counts.ts';
import { cancelCampaign, resumeCampaign, suspendCampaign } from './control-campaign.ts';
import { attemptsOf, deliveriesOfContact, listDeliveries } from './list-deliveries.sql.ts';
import { listEnded } from './list-ended.ts';
import { listQueue } from './list-queue.ts';
import { placeInQueue } from './place-in-queue.ts';
import {
  campaignIdInput,
  deliveriesOfContactInput,
  deliveryIdInput,
  endedInput,
  listDeliveriesInput,
  placeInput,
  suspendInput,
  testSendInput,
} from './schemas.ts';
import { sendTest } from './send-test.ts';

export const deliveriesRouter = router({
  queue: protectedProcedure('read', 'newsletter').query(({ ctx }) => listQueue(ctx.tenant)),
  ended: protectedProcedure('read', 'newsletter')
    .input(endedInput)
    .query(({ ctx, input }) => listEnded(ctx.tenant, input)),
  counts: protectedProcedure('read', 'newsletter')
    .input(campaignIdInput)
    .query(({ ctx, input }) => campaignCounts(ctx.tenant, input.campaignId)),
  list: protectedProcedure('read', 'newsletter')
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx.tenant, input)),
  ofContact: protectedProcedure('read', 'newsletter')
    .input(deliveriesOfContactInput)
    .query(({ ctx, input }) => deliveriesOfContact(ctx.tenant, input)),
  attempts: protectedProcedure('read', 'newsletter')
    .input(deliveryIdInput)
    .query(({ ctx, input }) => attemptsOf(ctx.tenant, input)),
  suspend: protectedProcedure('campaigns:send', 'newsletter')
    .input(suspendInput)
    .mutation(({ ctx, input }) => suspendCampaign(ctx.tenant, input.campaignId, input.reason)),
  resume: protectedProcedure('campaigns:send', 'newsletter')
    .input(campaignIdInput)
    .mutation(({ ctx, input }) => resumeCampaign(ctx.tenant, input.campaignId)),
  cancel: protectedProcedure('campaigns:send', 'newsletter')
    .input(campaignIdInput)
    .mutation(({ ctx, input }) => cancelCampaign(ctx.tenant, input.campaignId)),
  place: protectedProcedure('campaigns:send', 'newsletter')
    .input(placeInput)
    .mutation(({ ctx, input }) => placeInQueue(ctx.tenant, input)),
  testSend: protectedProcedure('campaigns:write', 'newsletter')
    .input(testSendInput)
    .mutation(({ ctx, input }) => sendTest(ctx.tenant, input)),
});

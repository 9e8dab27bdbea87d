export { type CampaignCounts, campaignCounts } from './campaign-counts.ts';
export { cancelCampaign, resumeCampaign, suspendCampaign } from './control-campaign.ts';
export { deliveriesJobs } from './deliveries.job.ts';
export { type EngineOptions, runEngineOn } from './engine.ts';
export { freezeAudience, startCampaign } from './freeze-audience.ts';
export {
  type Attempt,
  attemptsOf,
  type ContactDelivery,
  type DeliveryRow,
  deliveriesOfContact,
  listDeliveries,
} from './list-deliveries.sql.ts';
export { listQueue, type QueueItem, type QueueWait } from './list-queue.ts';
export { runEngine, sendCampaignHere, sendSlice } from './send-here.ts';
export { sendTest, type TestSent } from './send-test.ts';

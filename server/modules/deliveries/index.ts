export { campaignCounts } from './campaign-counts.ts';
export { closeCampaign } from './close-campaigns.ts';
export { suspendCampaign } from './control-campaign.ts';
export { deliveriesJobs } from './deliveries.job.ts';
export { runEngineOn } from './engine.ts';
export { freezeAudience } from './freeze-audience.ts';
export { attemptsOf, deliveriesOfContact } from './list-deliveries.sql.ts';
export { runEngine, sendCampaignHere, sendSlice } from './send-here.ts';

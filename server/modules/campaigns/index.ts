export { compileCampaign, compileTemplate } from './compile-campaign.ts';
export { createCampaign, duplicateCampaign } from './create-campaign.ts';
export { deleteDraft, renameCampaign, setAudience } from './edit-campaign.ts';
export { findCampaign, getCampaign } from './find-campaign.ts';
export { countCampaigns, listCampaigns } from './list-campaigns.ts';
export { assertQuota } from './message-quota.sql.ts';
export { moveCampaign } from './move-campaign.ts';
export { preflight } from './preflight.ts';
export { openPreview, previewCampaign } from './preview-campaign.ts';
export { recipientValues } from './recipient-values.ts';
export { saveCampaign } from './save-campaign.ts';
export { scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';
export { startJob } from './start-job.ts';

export { listImages, uploadImage } from './upload-image.ts';

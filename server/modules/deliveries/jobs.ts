import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

const campaign = z.object({ version: z.literal(1), workspaceId: z.uuid(), campaignId: z.uuid() });

/** Writes a campaign's audience into the ledger. */
export const freezeJob = defineJob('deliveries.freeze', campaign);
/** Closes a finished campaign when its bounce window has passed. */
export const closeJob = defineJob('campaigns.close', campaign);
/** Makes the coming months' partitions. */
export const partitionJob = defineJob('deliveries.partition', z.object({}));

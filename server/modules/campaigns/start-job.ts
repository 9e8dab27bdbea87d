import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/**
 * Begins a scheduled campaign at its time. Enqueued by scheduling, in its transaction; the deliveries module, which
 * stands above this one, handles it.
 */
export const startJob = defineJob(
  'deliveries.start',
  z.object({ version: z.literal(1), workspaceId: z.uuid(), campaignId: z.uuid() }),
);

import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/**
 * Holds what is scheduled without an approval. Enqueued where approvals become a duty, in that transaction; the campaigns module, which
 * stands above this one, handles it.
 */
export const holdUnapprovedJob = defineJob(
  'campaigns.hold-unapproved',
  z.object({ version: z.literal(1), workspaceId: z.uuid() }),
);

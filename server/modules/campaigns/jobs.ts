import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/** Tells people by mail of a request for approval: those who may give it, or once it is decided the one who asked. */
export const reviewMailJob = defineJob(
  'campaigns.review-mail',
  z.object({ version: z.literal(1), workspaceId: z.uuid(), reviewId: z.uuid() }),
);

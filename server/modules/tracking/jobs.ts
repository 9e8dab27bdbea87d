import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

export const partitionJob = defineJob('tracking.partition', z.object({}).loose());

export const sendForwardJob = defineJob(
  'tracking.send-forward',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), forwardId: z.uuid() }),
);

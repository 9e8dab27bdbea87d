import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

export const sendSystemMailJob = defineJob(
  'notifications.send-system-mail',
  z.object({ version: z.literal(1).default(1), systemMailId: z.uuid() }),
);

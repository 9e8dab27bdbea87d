import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

export const importJob = defineJob(
  'contacts.import',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), importId: z.uuid() }),
);
export const exportJob = defineJob(
  'contacts.export',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), exportId: z.uuid() }),
);

import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

export const keepSumsJob = defineJob('reports.keep-sums', z.object({}).loose());

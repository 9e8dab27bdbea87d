import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/** Forgets health samples that are older than the provider keeps them. */
export const sweepJob = defineJob('service-level.sweep', z.object({}));

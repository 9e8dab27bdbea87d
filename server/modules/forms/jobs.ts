import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/** Ends sign-ups that were not confirmed in time. */
export const expireJob = defineJob('forms.expire', z.object({}));

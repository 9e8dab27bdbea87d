import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/** Measures every customer's use and health, for the console's lists. */
export const measureCustomersJob = defineJob('backoffice.measure-customers', z.object({}));

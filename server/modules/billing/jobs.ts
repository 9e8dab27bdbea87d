import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

/** Forgets enquiries that were closed long enough ago. */
export const sweepEnquiriesJob = defineJob('billing.sweep', z.object({}));

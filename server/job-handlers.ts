import type { JobHandler } from './jobs/define.ts';
import { backofficeJobs } from './modules/backoffice/index.ts';
import { billingJobs } from './modules/billing/index.ts';
import { campaignsJobs } from './modules/campaigns/index.ts';
import { contactJobs } from './modules/contacts/index.ts';
import { deliveriesJobs } from './modules/deliveries/index.ts';
import { formsJobs } from './modules/forms/index.ts';
import { identityJobs } from './modules/identity/index.ts';
import { notificationsJobs } from './modules/notifications/index.ts';
import { reportJobs } from './modules/reports/index.ts';
import { serviceLevelJobs } from './modules/service-level/index.ts';
import { trackingJobs } from './modules/tracking/index.ts';

/** Every module's job handlers, for the worker and for the background routes. */
export const jobHandlers: JobHandler[] = [
  ...notificationsJobs,
  ...identityJobs,
  ...contactJobs,
  ...formsJobs,
  ...campaignsJobs,
  ...deliveriesJobs,
  ...trackingJobs,
  ...reportJobs,
  ...billingJobs,
  ...serviceLevelJobs,
  ...backofficeJobs,
];

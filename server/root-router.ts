import { auditRouter } from './modules/audit/router.ts';
import { backofficeRouter } from './modules/backoffice/router.ts';
import { billingRouter } from './modules/billing/router.ts';
import { campaignsRouter } from './modules/campaigns/router.ts';
import { complianceRouter } from './modules/compliance/router.ts';
import { contactsRouter } from './modules/contacts/router.ts';
import { deliveriesRouter } from './modules/deliveries/router.ts';
import { domainsRouter } from './modules/domains/router.ts';
import { formsRouter } from './modules/forms/router.ts';
import { identityRouter } from './modules/identity/router.ts';
import { reportsRouter } from './modules/reports/router.ts';
import { trackingRouter } from './modules/tracking/router.ts';
import { workspacesRouter } from './modules/workspaces/router.ts';
import { router } from './trpc/procedures.ts';

export const rootRouter = router({
  audit: auditRouter,
  backoffice: backofficeRouter,
  billing: billingRouter,
  campaigns: campaignsRouter,
  compliance: complianceRouter,
  contacts: contactsRouter,
  deliveries: deliveriesRouter,
  domains: domainsRouter,
  forms: formsRouter,
  identity: identityRouter,
  reports: reportsRouter,
  tracking: trackingRouter,
  workspaces: workspacesRouter,
});

export type AppRouter = typeof rootRouter;

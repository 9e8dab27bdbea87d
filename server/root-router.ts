import { auditRouter } from './modules/audit/router.ts';
import { campaignsRouter } from './modules/campaigns/router.ts';
import { domainsRouter } from './modules/domains/router.ts';
import { identityRouter } from './modules/identity/router.ts';
import { workspacesRouter } from './modules/workspaces/router.ts';
import { router } from './trpc/procedures.ts';

export const rootRouter = router({
  audit: auditRouter,
  campaigns: campaignsRouter,
  domains: domainsRouter,
  identity: identityRouter,
  workspaces: workspacesRouter,
});

export type AppRouter = typeof rootRouter;

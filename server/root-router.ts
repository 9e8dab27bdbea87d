import { identityRouter } from './modules/identity/router.ts';
import { router } from './trpc/procedures.ts';

export const rootRouter = router({
  identity: identityRouter,
});

export type AppRouter = typeof rootRouter;

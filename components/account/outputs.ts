import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

type Identity = inferRouterOutputs<AppRouter>['identity'];
export type Access = Identity['access'];
export type OpenSession = Access['sessions'][number];
export type SignInRow = Identity['signIns']['rows'][number];

import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

export type AttributeRow = inferRouterOutputs<AppRouter>['contacts']['attributes'][number];

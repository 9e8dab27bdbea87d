import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

export type ContactDetail = inferRouterOutputs<AppRouter>['contacts']['detail'];
export type ContactTopic = ContactDetail['topics'][number];

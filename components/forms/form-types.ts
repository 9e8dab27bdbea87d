import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

type Outputs = inferRouterOutputs<AppRouter>['forms'];
export type FormRow = Outputs['list']['rows'][number];
export type FormDetail = Outputs['get'];
export type SignUpRow = Outputs['signUps']['rows'][number];

import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

type Outputs = inferRouterOutputs<AppRouter>;

export type CampaignDetail = Outputs['campaigns']['get'];
export type CampaignRow = Outputs['campaigns']['list']['rows'][number];
export type QueueRow = Outputs['deliveries']['queue'][number];

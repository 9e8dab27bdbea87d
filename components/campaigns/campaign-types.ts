import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

type Outputs = inferRouterOutputs<AppRouter>;

export type CampaignDetail = Outputs['campaigns']['get'];
export type CampaignPreflight = Outputs['campaigns']['preflight'];
export type CampaignReviews = Outputs['campaigns']['reviews'];
export type CampaignRow = Outputs['campaigns']['list']['rows'][number];
export type TemplateRow = Outputs['campaigns']['templates'][number];
export type QueueRow = Outputs['deliveries']['queue'][number];
export type ResendChoices = Outputs['campaigns']['resendChoices'];
export type EndedRow = Outputs['deliveries']['ended']['rows'][number];

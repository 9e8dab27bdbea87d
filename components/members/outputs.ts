import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/root-router.ts';

/** What the procedures about a workspace's people answer. */
type Outputs = inferRouterOutputs<AppRouter>['identity']['members'];
export type MemberRow = Outputs['list'][number];
export type InvitationRow = Outputs['invitations'][number];

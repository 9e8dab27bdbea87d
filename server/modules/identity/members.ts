import type { SystemCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { invitationState } from './invitations-state.ts';

const MOST = 500;

/** The people of a workspace, longest-standing first: role, since when, last seen in the portal, whether a second factor guards them. */
export async function listMembers(ctx: SystemCtx, workspace: WorkspaceFacts) {
  const rows = await ctx.db.membership.findMany({
    where: { workspaceId: workspace.id },
    include: {
      user: {
        select: { name: true, username: true, email: true, secondFactor: { select: { confirmedAt: true } } },
      },
    },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    take: MOST,
  });
  const seen = await ctx.db.session.groupBy({
    by: ['userId'],
    where: { surface: 'portal', userId: { in: rows.map((row) => row.userId) } },
    _max: { lastSeenAt: true },
  });
  const last = new Map(seen.map((row) => [row.userId, row._max.lastSeenAt]));
  return rows.map(({ userId, role, createdAt, user }) => ({
    ...{ userId, role, since: createdAt },
    ...{ name: user.name, username: user.username, email: user.email },
    lastSeenAt: last.get(userId) ?? null,
    secondFactor: Boolean(user.secondFactor?.confirmedAt),
    self: ctx.actor.kind === 'person' && ctx.actor.id === userId,
  }));
}

/** Invitations that nobody has accepted or revoked, newest first; those past their end stay until they are sent anew or revoked. */
export async function listInvitations(ctx: SystemCtx, workspace: WorkspaceFacts) {
  const rows = await ctx.db.invitation.findMany({
    where: { workspaceId: workspace.id, acceptedAt: null, revokedAt: null },
    select: {
      ...{ id: true, email: true, role: true, inviterName: true, createdAt: true, expiresAt: true },
      ...{ acceptedAt: true, revokedAt: true },
    },
    orderBy: { id: 'desc' },
    take: MOST,
  });
  return rows.map(({ acceptedAt: _, revokedAt: __, ...row }) => ({
    ...row,
    expired: invitationState({ ...row, acceptedAt: null, revokedAt: null }, ctx.now()) === 'expired',
  }));
}

import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { InvalidState, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { resetSecondFactor } from './second-factor.ts';

/**
 * An owner's help for a member who has lost telephone and codes; the member is told by mail who did it. The second factor guards
 * the whole person: InvalidState {reason: 'second-factor-elsewhere'} for somebody who works for the provider, or in a workspace
 * that the acting person does not own. NotFound for who is no member here.
 */
export async function resetMemberFactor(ctx: SystemCtx, workspace: WorkspaceFacts, userId: string): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  const self = ctx.actor.id;
  if (self === userId) throw new InvalidState({ reason: 'second-factor-self' });
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.membership.findUnique({
      where: { workspaceId_userId: { workspaceId: workspace.id, userId } },
      include: { user: true },
    });
    if (!row) throw new NotFound({ what: 'member' });
    const [elsewhere, staff] = await Promise.all([
      tx.db.membership.count({
        where: { userId, workspace: { memberships: { none: { userId: self, role: 'owner' } } } },
      }),
      tx.db.staffMembership.count({ where: { userId, endedAt: null } }),
    ]);
    if (elsewhere + staff > 0) throw new InvalidState({ reason: 'second-factor-elsewhere' });
    await resetSecondFactor(tx, row.user, workspace);
  });
}

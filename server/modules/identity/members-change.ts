import { inTransaction } from '#server/db/client.ts';
import type { Membership } from '#server/db/generated/client.ts';
import type { SystemCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { Forbidden, InvalidState, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { lockMembers } from './members.sql.ts';
import type { ChangeRoleInput } from './schemas.ts';

const selfOf = (ctx: SystemCtx): string => {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  return ctx.actor.id;
};

async function memberOf(tx: SystemCtx, workspaceId: string, userId: string) {
  const row = await tx.db.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    include: { user: { select: { name: true, email: true, language: true } } },
  });
  if (!row) throw new NotFound({ what: 'member' });
  return row;
}

/** Throws where nobody would be left who owns the workspace. Under the members' lock. */
async function keepAnOwner(tx: SystemCtx, member: Membership): Promise<void> {
  if (member.role !== 'owner') return;
  const { workspaceId, userId } = member;
  const others = await tx.db.membership.count({ where: { workspaceId, role: 'owner', userId: { not: userId } } });
  if (others === 0) throw new InvalidState({ reason: 'last-owner' });
}

/** Gives a member another role; it holds from their next request. InvalidState {reason: 'last-owner'}. */
export async function changeRole(ctx: SystemCtx, workspace: WorkspaceFacts, input: ChangeRoleInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspace.id);
    const { user, ...member } = await memberOf(tx, workspace.id, input.userId);
    if (member.role === input.role) return;
    await keepAnOwner(tx, member);
    await tx.db.membership.updateMany({
      where: { workspaceId: workspace.id, userId: input.userId },
      data: { role: input.role },
    });
    await audit(tx, {
      action: 'identity.change-role',
      subject: { kind: 'person', id: input.userId, name: user.name },
      workspaceId: workspace.id,
      before: { role: member.role },
      after: { role: input.role },
    });
  });
}

/** Takes somebody else out of the workspace: their next request there finds nothing. They are told by mail. */
export async function removeMember(ctx: SystemCtx, workspace: WorkspaceFacts, userId: string): Promise<void> {
  if (selfOf(ctx) === userId) throw new InvalidState({ reason: 'remove-self' });
  await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspace.id);
    const { user, ...member } = await memberOf(tx, workspace.id, userId);
    await keepAnOwner(tx, member);
    await tx.db.membership.deleteMany({ where: { workspaceId: workspace.id, userId } });
    await audit(tx, {
      action: 'identity.remove-member',
      subject: { kind: 'person', id: userId, name: user.name },
      workspaceId: workspace.id,
      before: { role: member.role },
    });
    await queueSystemMail(tx, {
      kind: 'member-removed',
      to: user.email,
      language: user.language,
      workspaceId: workspace.id,
      data: { workspace: workspace.name, by: tx.actor.name },
    });
  });
}

/** The acting person leaves. InvalidState {reason: 'last-owner'}: the ownership is handed over first. NotFound where they don't belong. */
export async function leaveWorkspace(ctx: SystemCtx, workspaceId: string): Promise<void> {
  const userId = selfOf(ctx);
  await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspaceId);
    const { user, ...member } = await memberOf(tx, workspaceId, userId);
    await keepAnOwner(tx, member);
    await tx.db.membership.deleteMany({ where: { workspaceId, userId } });
    await audit(tx, {
      action: 'identity.leave-workspace',
      subject: { kind: 'person', id: userId, name: user.name },
      workspaceId,
      before: { role: member.role },
    });
  });
}

/** The acting owner makes another member the owner and goes on as an editor: one step, so that the workspace is never without one. */
export async function handOver(ctx: SystemCtx, workspace: WorkspaceFacts, userId: string): Promise<void> {
  const self = selfOf(ctx);
  if (self === userId) throw new InvalidState({ reason: 'hand-over-self' });
  await inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspace.id);
    const { user, ...member } = await memberOf(tx, workspace.id, userId);
    // The role may have been taken since the request was let in.
    if ((await memberOf(tx, workspace.id, self)).role !== 'owner') throw new Forbidden({ permission: 'members' });
    const to = (id: string, role: 'owner' | 'editor') =>
      tx.db.membership.updateMany({ where: { workspaceId: workspace.id, userId: id }, data: { role } });
    await to(userId, 'owner');
    await to(self, 'editor');
    await audit(tx, {
      action: 'identity.hand-over',
      subject: { kind: 'person', id: userId, name: user.name },
      workspaceId: workspace.id,
      before: { role: member.role },
      after: { role: 'owner' },
    });
  });
}

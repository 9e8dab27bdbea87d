import { inTransaction } from '#server/db/client.ts';
import type { StaffAccess } from '#server/db/generated/client.ts';
import type { StaffCtx, WideCtx } from '#server/lib/context.ts';
import { Forbidden, InvalidState, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { StaffRole } from '#shared/permissions.ts';
import { audit } from '../audit/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import type { OpenStaffAccessInput } from './schemas.ts';

const subjectOf = (access: Pick<StaffAccess, 'id' | 'staffName'>) => ({
  kind: 'staff-access',
  id: access.id,
  name: access.staffName,
});

async function end(tx: WideCtx, access: StaffAccess, why: string): Promise<boolean> {
  const { count } = await tx.db.staffAccess.updateMany({
    where: { workspaceId: access.workspaceId, id: access.id, endedAt: null, until: { gt: tx.now() } },
    data: { endedAt: tx.now() },
  });
  if (count !== 1) return false;
  await audit(tx, {
    action: 'identity.end-staff-access',
    subject: subjectOf(access),
    workspaceId: access.workspaceId,
    after: { why },
  });
  return true;
}

/**
 * Opens the acting member of staff's way into a workspace: for a purpose, at a level, until an end. An access of theirs that still
 * holds there ends with it. NotFound for an unknown workspace.
 */
export async function openStaffAccess(
  ctx: StaffCtx,
  input: OpenStaffAccessInput,
): Promise<{ slug: string; until: Date }> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  const { id: userId, name: staffName } = ctx.actor;
  const { workspace } = await findWorkspace(ctx, input.workspaceId);
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const before = await tx.db.staffAccess.findMany({
      where: { workspaceId: workspace.id, userId, endedAt: null, until: { gt: now } },
    });
    for (const access of before) await end(tx, access, 'replaced');
    const until = new Date(now.getTime() + input.minutes * 60_000);
    const { purpose, level } = input;
    const ticket = input.ticket || null;
    const access = await tx.db.staffAccess.create({
      data: {
        ...{ workspaceId: workspace.id, id: uuid7(now.getTime()), userId, staffName },
        ...{ purpose, level, ticket, createdAt: now, until },
      },
    });
    await audit(tx, {
      action: 'identity.open-staff-access',
      subject: subjectOf(access),
      workspaceId: workspace.id,
      after: { purpose, level, ticket, until },
    });
    return { slug: workspace.slug, until };
  });
}

/** Ends an access: one's own, or as an administrator anybody's. InvalidState where it has ended already. */
export async function endStaffAccess(
  ctx: StaffCtx,
  role: StaffRole,
  input: { workspaceId: string; accessId: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const access = await tx.db.staffAccess.findUnique({
      where: { workspaceId_id: { workspaceId: input.workspaceId, id: input.accessId } },
    });
    if (!access) throw new NotFound({ what: 'staff-access' });
    const own = tx.actor.kind === 'person' && tx.actor.id === access.userId;
    if (!own && role !== 'administrator') throw new Forbidden({ reason: 'access-of-another' });
    if (!(await end(tx, access, own ? 'left' : 'ended-by-administrator'))) {
      throw new InvalidState({ reason: 'staff-access-ended' });
    }
  });
}

/** Ends whatever accesses a person still holds: when they leave a workspace's page, or the provider (all of them). Harmless without any. */
export async function endAccessesOf(ctx: WideCtx, userId: string, workspaceId?: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const open = await tx.db.staffAccess.findMany({
      where: { userId, endedAt: null, until: { gt: tx.now() }, ...(workspaceId ? { workspaceId } : {}) },
    });
    for (const access of open) await end(tx, access, workspaceId ? 'left' : 'staff-ended');
  });
}

import { inTransaction } from '#server/db/client.ts';
import type { Invitation } from '#server/db/generated/client.ts';
import type { SystemCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound, NotSignedIn } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { lockMembers } from './members.sql.ts';
import type { InvitePersonInput } from './schemas.ts';

const DAY_MS = 86_400_000;
/** Enough for a large office in an hour, too few to write to strangers in bulk. */
const LIMIT = { points: 60, seconds: 3600 };

const subjectOf = (row: Pick<Invitation, 'id' | 'email'>) => ({ kind: 'invitation', id: row.id, name: row.email });

async function endOf(tx: SystemCtx): Promise<Date> {
  return new Date(tx.now().getTime() + (await providerSettings(tx))['people.invitation-days'] * DAY_MS);
}

async function mailInvitation(tx: SystemCtx, workspace: WorkspaceFacts, row: Invitation): Promise<void> {
  await queueSystemMail(tx, {
    kind: 'invitation',
    to: row.email,
    language: row.language,
    workspaceId: workspace.id,
    data: {
      invitationId: row.id,
      inviter: row.inviterName,
      workspace: workspace.name,
      role: row.role,
      expiresAt: row.expiresAt.toISOString(),
    },
  });
}

/**
 * Invites an address to a role and mails the link. Conflict {reason: 'already-member' | 'already-invited'} where it needs no
 * invitation; RateLimited.
 */
export async function invitePerson(
  ctx: SystemCtx,
  workspace: WorkspaceFacts,
  input: InvitePersonInput,
): Promise<{ id: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new NotSignedIn();
  await consumeAttempt('invite', workspace.id, LIMIT);
  return inTransaction(ctx, async (tx) => {
    await lockMembers(tx, workspace.id);
    const same = { equals: input.email, mode: 'insensitive' } as const;
    const member = await tx.db.membership.findFirst({ where: { workspaceId: workspace.id, user: { email: same } } });
    if (member) throw new Conflict({ reason: 'already-member', field: 'email' });
    const waiting = { workspaceId: workspace.id, email: same, acceptedAt: null, revokedAt: null };
    if (await tx.db.invitation.findFirst({ where: waiting })) {
      throw new Conflict({ reason: 'already-invited', field: 'email' });
    }
    const now = tx.now();
    const row = await tx.db.invitation.create({
      data: {
        ...{ workspaceId: workspace.id, id: uuid7(now.getTime()), email: input.email, role: input.role },
        ...{ language: workspace.language, invitedBy: actor.id, inviterName: actor.name },
        ...{ createdAt: now, expiresAt: await endOf(tx) },
      },
    });
    await audit(tx, {
      action: 'identity.invite-person',
      subject: subjectOf(row),
      workspaceId: workspace.id,
      after: { role: row.role, expiresAt: row.expiresAt },
    });
    await mailInvitation(tx, workspace, row);
    return { id: row.id };
  });
}

async function change(
  tx: SystemCtx,
  workspace: WorkspaceFacts,
  id: string,
  data: { expiresAt: Date } | { revokedAt: Date },
): Promise<Invitation> {
  const where = { workspaceId_id: { workspaceId: workspace.id, id } };
  if (!(await tx.db.invitation.findUnique({ where }))) throw new NotFound({ what: 'invitation' });
  const { count } = await tx.db.invitation.updateMany({
    where: { workspaceId: workspace.id, id, acceptedAt: null, revokedAt: null },
    data,
  });
  if (count !== 1) throw new InvalidState({ reason: 'invitation-over' });
  return tx.db.invitation.findUniqueOrThrow({ where });
}

/** Gives an invitation its full days anew and mails it again. InvalidState once it was accepted or revoked. */
export async function resendInvitation(ctx: SystemCtx, workspace: WorkspaceFacts, id: string): Promise<void> {
  await consumeAttempt('invite', workspace.id, LIMIT);
  await inTransaction(ctx, async (tx) => {
    const row = await change(tx, workspace, id, { expiresAt: await endOf(tx) });
    const after = { expiresAt: row.expiresAt };
    await audit(tx, {
      action: 'identity.resend-invitation',
      subject: subjectOf(row),
      workspaceId: workspace.id,
      after,
    });
    await mailInvitation(tx, workspace, row);
  });
}

/** Takes an invitation back: its link says so. InvalidState once it was accepted or revoked. */
export async function revokeInvitation(ctx: SystemCtx, workspace: WorkspaceFacts, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await change(tx, workspace, id, { revokedAt: tx.now() });
    await audit(tx, { action: 'identity.revoke-invitation', subject: subjectOf(row), workspaceId: workspace.id });
  });
}

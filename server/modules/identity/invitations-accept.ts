import { inTransaction } from '#server/db/client.ts';
import type { Invitation, MemberRole, User } from '#server/db/generated/client.ts';
import type { Actor, PublicCtx, SystemCtx, WideCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotSignedIn } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { audit } from '../audit/index.ts';
import { idOfToken } from '../notifications/index.ts';
import { createUser } from './create-user.ts';
import { type InvitationRefusal, invitationState } from './invitations-state.ts';
import type { AcceptInvitationInput } from './schemas.ts';

type InvitationCheck =
  | { ok: true; workspace: string; slug: string; role: MemberRole; email: string; inviter: string; expiresAt: Date }
  | { ok: false; reason: InvitationRefusal };

/** Whether somebody with that address is awaited in a workspace. */
export async function hasOpenInvitation(ctx: WideCtx, email: string): Promise<boolean> {
  const same = { equals: email, mode: 'insensitive' } as const;
  const open = { email: same, acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now() } };
  return (await ctx.db.invitation.count({ where: open })) > 0;
}

async function invitationOfToken(ctx: WideCtx, token: string): Promise<Invitation | null> {
  const id = idOfToken('invite', token);
  return id ? ctx.db.invitation.findFirst({ where: { id } }) : null;
}

/** Whether an invitation's link opens and to what, or why it does not: forged and unknown are not told apart. Changes nothing. Throws RateLimited. */
export async function checkInvitation(ctx: PublicCtx, token: string): Promise<InvitationCheck> {
  await consumeAttempt('check-invitation', ctx.request?.address ?? '', { points: 120, seconds: 900 });
  const found = await invitationOfToken(ctx, token);
  const state = invitationState(found, ctx.now());
  if (!found || state !== 'open') return { ok: false, reason: state === 'open' ? 'unknown' : state };
  const workspace = await ctx.db.workspace.findUnique({ where: { id: found.workspaceId } });
  if (!workspace) return { ok: false, reason: 'unknown' };
  const { role, email, inviterName, expiresAt } = found;
  return { ok: true, workspace: workspace.name, slug: workspace.slug, role, email, inviter: inviterName, expiresAt };
}

/** Uses the invitation up for a person, first of all in the transaction: a second tab finds it used. Throws InvalidState `invitation-…`. */
async function take(tx: WideCtx, token: string, userId: string): Promise<Invitation> {
  const found = await invitationOfToken(tx, token);
  const state = invitationState(found, tx.now());
  if (!found || state !== 'open') throw new InvalidState({ reason: `invitation-${state}` });
  const { count } = await tx.db.invitation.updateMany({
    where: { workspaceId: found.workspaceId, id: found.id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: tx.now(), acceptedBy: userId },
  });
  if (count !== 1) throw new InvalidState({ reason: 'invitation-used' });
  return found;
}

async function join(tx: WideCtx, invitation: Invitation, person: Pick<User, 'id' | 'name'>): Promise<string> {
  const { workspaceId, role } = invitation;
  await tx.db.membership.create({ data: { workspaceId, userId: person.id, role, createdAt: tx.now() } });
  await audit(tx, {
    action: 'identity.join-workspace',
    subject: { kind: 'person', id: person.id, name: person.name },
    workspaceId,
    after: { role, invitedBy: invitation.inviterName },
  });
  const { slug } = await tx.db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { slug: true } });
  return slug;
}

/** A new person registers by an invitation, with the address that it was mailed to. InvalidState `invitation-…`, Conflict `username-taken`. */
export async function acceptInvitation(
  ctx: PublicCtx,
  input: AcceptInvitationInput,
): Promise<{ slug: string; username: string }> {
  await consumeAttempt('accept-invitation', ctx.request?.address ?? '', { points: 30, seconds: 900 });
  const state = invitationState(await invitationOfToken(ctx, input.token), ctx.now());
  if (state !== 'open') throw new InvalidState({ reason: `invitation-${state}` });
  return inTransaction(ctx, async (tx) => {
    const email = (await invitationOfToken(tx, input.token))?.email ?? '';
    const { username, name, password, language } = input;
    const user = await createUser(tx, { username, email, name, password, language });
    const invitation = await take(tx, input.token, user.id);
    const actor: Actor = { kind: 'person', id: user.id, name: user.name, sessionId: null };
    return { slug: await join({ ...tx, actor }, invitation, user), username: user.username };
  });
}

/** Whoever is signed in joins by an invitation. Conflict {reason: 'already-member'} for who belongs there: the link stays unused. */
export async function joinByInvitation(ctx: SystemCtx, token: string): Promise<{ slug: string }> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new NotSignedIn();
  await consumeAttempt('accept-invitation', ctx.request?.address ?? '', { points: 30, seconds: 900 });
  return inTransaction(ctx, async (tx) => {
    const invitation = await take(tx, token, actor.id);
    const member = { workspaceId: invitation.workspaceId, userId: actor.id };
    if (await tx.db.membership.findUnique({ where: { workspaceId_userId: member } })) {
      throw new Conflict({ reason: 'already-member' });
    }
    return { slug: await join(tx, invitation, { id: actor.id, name: actor.name }) };
  });
}

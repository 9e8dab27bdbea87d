import { createHash, randomBytes } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { Surface, User } from '#server/db/generated/client.ts';
import type { PublicCtx, SystemCtx } from '#server/lib/context.ts';
import { BadCredentials, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { hashPassword, verifyPassword } from '#server/lib/password-hash.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { holdBack, isKnownStation, markOf, recordAttempt, slowedError } from './attempts.sql.ts';
import { hasOpenInvitation } from './invitations-accept.ts';
import { tellNewStation } from './new-station.ts';
import type { SignInCodeInput, SignInInput } from './schemas.ts';
import { takeCode } from './second-factor.ts';
import { readChallenge, signChallenge } from './sign-in-challenge.ts';

const TICKET_MS = 60_000;
const DAY_MS = 86_400_000;

const fingerprint = (token: string) => createHash('sha256').update(token).digest('hex');

// An unknown username costs as much time as a wrong password.
let decoy: Promise<string> | undefined;

async function mayEnter(ctx: PublicCtx, user: User, surface: Surface): Promise<boolean> {
  if (user.disabledAt) return false;
  if (surface === 'console') {
    return (await ctx.db.staffMembership.count({ where: { userId: user.id, endedAt: null } })) > 0;
  }
  const member = (await ctx.db.membership.count({ where: { userId: user.id } })) > 0;
  // Who belongs nowhere any more may still be on the way to an invitation.
  return member || hasOpenInvitation(ctx, user.email);
}

async function issueTicket(ctx: PublicCtx, userId: string, surface: Surface): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await ctx.db.signInTicket.create({
    data: {
      id: uuid7(ctx.now().getTime()),
      tokenHash: fingerprint(token),
      userId,
      surface,
      address: ctx.request?.address ?? '',
      agent: ctx.request?.agent ?? '',
      expiresAt: new Date(ctx.now().getTime() + TICKET_MS),
    },
  });
  return token;
}

/**
 * The person whose username and password these are, as slow as the attempts before make it (slow-down.ts). Says only "wrong" for
 * every other case: BadCredentials, or RateLimited with the time to wait. A blocked person's right password is InvalidState
 * `person-blocked`.
 */
export async function checkPassword(ctx: PublicCtx, input: SignInInput): Promise<User> {
  const { username, password, surface } = input;
  const waits = await holdBack(ctx, username, 'wrong-password');
  const user = await ctx.db.user.findUnique({ where: { username } });
  decoy ??= hashPassword(randomBytes(12).toString('hex'));
  const right = await verifyPassword(password, user?.passwordHash ?? (await decoy));
  const open = user !== null && right;
  // A wide wait never keeps out whom it is not meant for: the right password from where it was used before.
  if (waits.everywhere > 0 && !(open && (await isKnownStation(ctx, user.id)))) throw slowedError(waits.everywhere);
  const attempt = { surface, username, userId: user?.id ?? null, mark: markOf(username, password) };
  if (!open) {
    await recordAttempt(ctx, { ...attempt, outcome: 'wrong-password' });
    throw new BadCredentials();
  }
  if (!(await mayEnter(ctx, user, surface))) {
    await recordAttempt(ctx, { ...attempt, outcome: 'no-access' });
    throw new BadCredentials();
  }
  return user;
}

/** `ticket` is what next-auth redeems; with `needsCode` it is first to be taken to `checkSignInCode`. */
export type SignInStep = { ticket: string; needsCode: boolean };

/** The first step of a sign-in: username and password. */
export async function checkSignIn(ctx: PublicCtx, input: SignInInput): Promise<SignInStep> {
  const user = await checkPassword(ctx, input);
  const { surface } = input;
  if (user.blockedAt) {
    await recordAttempt(ctx, { surface, username: user.username, userId: user.id, outcome: 'blocked' });
    throw new InvalidState({ reason: 'person-blocked' });
  }
  const factor = await ctx.db.secondFactor.count({ where: { userId: user.id, confirmedAt: { not: null } } });
  if (factor === 0) return { ticket: await issueTicket(ctx, user.id, surface), needsCode: false };
  const passwordAt = user.passwordChangedAt.getTime();
  return { ticket: signChallenge({ userId: user.id, surface, passwordAt }, ctx.now()), needsCode: true };
}

/**
 * The second step: the app's code, or a recovery code (then `recoveryCodesLeft` says how many remain). Wrong ones are counted and
 * slowed as passwords are. InvalidState `challenge-over` sends back to the first step.
 */
export async function checkSignInCode(
  ctx: PublicCtx,
  input: SignInCodeInput,
): Promise<{ ticket: string; recoveryCodesLeft: number | null }> {
  const challenge = readChallenge(input.challenge, ctx.now());
  const user = challenge && (await ctx.db.user.findUnique({ where: { id: challenge.userId } }));
  const stale = !user || user.blockedAt || user.passwordChangedAt.getTime() !== challenge.passwordAt;
  if (stale || !(await mayEnter(ctx, user, challenge.surface))) throw new InvalidState({ reason: 'challenge-over' });
  const { surface } = challenge;
  const waits = await holdBack(ctx, user.username, 'wrong-code');
  const known = waits.everywhere === 0 || (await isKnownStation(ctx, user.id));
  if (!known) throw slowedError(waits.everywhere);
  const accepted = await takeCode(ctx, user.id, input.code);
  if (!accepted) {
    const { username, id: userId } = user;
    const mark = markOf(username, input.code);
    await recordAttempt(ctx, { surface, username, userId, outcome: 'wrong-code', mark });
    throw new InvalidInput({ field: 'code', reason: 'code-wrong' });
  }
  const recoveryCodesLeft = accepted.kind === 'recovery' ? accepted.left : null;
  return { ticket: await issueTicket(ctx, user.id, surface), recoveryCodesLeft };
}

/**
 * Turns a ticket into a session, once. Any older session of the person on that surface ends as `replaced` (H3): the
 * station that held it is told so at its next request. Null for a ticket that is unknown, used or late.
 */
export async function redeemTicket(ctx: SystemCtx, token: string): Promise<{ sessionId: string; name: string } | null> {
  const now = ctx.now();
  return inTransaction(ctx, async (tx) => {
    const where = { tokenHash: fingerprint(token), usedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.db.signInTicket.updateMany({ where, data: { usedAt: now } });
    if (count !== 1) return null;
    const ticket = await tx.db.signInTicket.findUnique({
      where: { tokenHash: fingerprint(token) },
      include: { user: true },
    });
    if (!ticket) return null;
    const { userId, surface, address, agent, user } = ticket;
    if (user.blockedAt || user.disabledAt) return null;
    await tellNewStation(tx, user, { address, agent });
    await tx.db.session.updateMany({
      where: { userId, surface, endedAt: null },
      data: { endedAt: now, endedWhy: 'replaced' },
    });
    const settings = await providerSettings(tx);
    const expiresAt = new Date(now.getTime() + settings['people.session-absolute-days'] * DAY_MS);
    const session = await tx.db.session.create({
      data: { id: uuid7(now.getTime()), userId, surface, createdAt: now, lastSeenAt: now, expiresAt, address, agent },
    });
    const { username } = user;
    await recordAttempt(tx, { surface, username, userId, outcome: 'signed-in' }, { address, agent });
    const actor = { kind: 'person', id: userId, name: user.name, sessionId: session.id } as const;
    await audit(
      { ...tx, actor },
      {
        action: 'identity.sign-in',
        subject: { kind: 'person', id: userId, name: user.name },
        after: { surface },
      },
    );
    return { sessionId: session.id, name: user.name };
  });
}

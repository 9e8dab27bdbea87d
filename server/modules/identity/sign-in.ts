import { createHash, randomBytes } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { Surface, User } from '#server/db/generated/client.ts';
import type { PublicCtx, SystemCtx } from '#server/lib/context.ts';
import { BadCredentials } from '#server/lib/errors.ts';
import { hashPassword, verifyPassword } from '#server/lib/password-hash.ts';
import { consumeAttempt, forgetAttempts } from '#server/lib/rate-limit.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { SignInInput } from './schemas.ts';

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
  return (await ctx.db.membership.count({ where: { userId: user.id } })) > 0;
}

/**
 * Checks username and password, slowed by account and by network, and issues a one-time ticket that next-auth redeems.
 * Says only "wrong" for every failure: BadCredentials, or RateLimited.
 */
export async function checkSignIn(ctx: PublicCtx, input: SignInInput): Promise<{ ticket: string }> {
  const address = ctx.request?.address ?? '';
  await consumeAttempt('sign-in-account', input.username, { points: 10, seconds: 900 });
  await consumeAttempt('sign-in-network', address, { points: 100, seconds: 900 });
  const user = await ctx.db.user.findUnique({ where: { username: input.username } });
  decoy ??= hashPassword(randomBytes(12).toString('hex'));
  const right = await verifyPassword(input.password, user?.passwordHash ?? (await decoy));
  if (!user || !right || !(await mayEnter(ctx, user, input.surface))) throw new BadCredentials();
  await forgetAttempts('sign-in-account', input.username);
  const token = randomBytes(32).toString('base64url');
  await ctx.db.signInTicket.create({
    data: {
      id: uuid7(ctx.now().getTime()),
      tokenHash: fingerprint(token),
      userId: user.id,
      surface: input.surface,
      address,
      agent: ctx.request?.agent ?? '',
      expiresAt: new Date(ctx.now().getTime() + TICKET_MS),
    },
  });
  return { ticket: token };
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
    await tx.db.session.updateMany({
      where: { userId, surface, endedAt: null },
      data: { endedAt: now, endedWhy: 'replaced' },
    });
    const settings = await providerSettings(tx);
    const expiresAt = new Date(now.getTime() + settings['people.session-absolute-days'] * DAY_MS);
    const session = await tx.db.session.create({
      data: { id: uuid7(now.getTime()), userId, surface, createdAt: now, lastSeenAt: now, expiresAt, address, agent },
    });
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

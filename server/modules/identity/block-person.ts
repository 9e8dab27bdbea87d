import { inTransaction } from '#server/db/client.ts';
import type { User } from '#server/db/generated/client.ts';
import type { PublicCtx, SystemCtx, WideCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { actingPerson } from './acting-person.ts';
import { findLink, type LinkRefusal, makeLink, useLink } from './person-links.ts';
import type { SignInInput } from './schemas.ts';
import { checkPassword } from './sign-in.ts';

/** Ends every session of a person and makes every ticket worthless that was issued but not yet redeemed. */
export async function closeEverything(tx: WideCtx, userId: string, why: 'revoked' | 'blocked'): Promise<void> {
  const now = tx.now();
  await tx.db.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now, endedWhy: why } });
  await tx.db.signInTicket.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
}

/**
 * Somebody else has the password (H28): from this moment none opens the account. Sessions end, and a link for a new password is
 * mailed to the address on record. Harmless where the person is blocked already; then no further mail goes out.
 */
export async function blockPerson(ctx: WideCtx, user: User, why: 'password-lost'): Promise<void> {
  const minutes = (await recentProviderSettings())['people.reset-minutes'];
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.user.updateMany({
      where: { id: user.id, blockedAt: null },
      data: { blockedAt: tx.now(), blockedWhy: why },
    });
    await closeEverything(tx, user.id, 'blocked');
    if (count !== 1) return;
    const member = await tx.db.membership.count({ where: { userId: user.id } });
    const kind = member > 0 ? 'reset' : 'console-reset';
    const linkId = await makeLink(tx, user.id, kind, minutes);
    await queueSystemMail(tx, {
      kind: 'access-blocked',
      to: user.email,
      language: user.language,
      data: { username: user.username, linkId, kind, minutes },
    });
    await audit(tx, {
      action: 'identity.block-person',
      subject: { kind: 'person', id: user.id, name: user.name },
      after: { why },
    });
  });
}

/** The button of Impostazioni → Accessi. */
export async function blockMyself(ctx: SystemCtx): Promise<void> {
  await blockPerson(ctx, await actingPerson(ctx), 'password-lost');
}

const asPerson = (ctx: PublicCtx, user: User): PublicCtx => ({
  ...ctx,
  actor: { kind: 'person', id: user.id, name: user.name, sessionId: null },
});

/** From the login page, with the right password; refused as a sign-in is, and slowed as one. */
export async function blockByPassword(ctx: PublicCtx, input: SignInInput): Promise<void> {
  const user = await checkPassword(ctx, input);
  await blockPerson(asPerson(ctx, user), user, 'password-lost');
}

/** Why the link of a mail would block nothing; null where it does. */
export async function readBlockLink(ctx: PublicCtx, token: string): Promise<LinkRefusal | null> {
  return (await findLink(ctx, token, ['block'])).refusal;
}

/** By the link of a mail. InvalidState `link-…` where it opens nothing. */
export async function blockByLink(ctx: PublicCtx, token: string): Promise<void> {
  const { link, refusal } = await findLink(ctx, token, ['block']);
  if (!link) throw new InvalidState({ reason: `link-${refusal}` });
  const acting = asPerson(ctx, link.user);
  await inTransaction(acting, async (tx) => {
    if (!(await useLink(tx, link.id))) throw new InvalidState({ reason: 'link-used' });
    await blockPerson(tx, link.user, 'password-lost');
  });
}

import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { InvalidInput, NotSignedIn } from '#server/lib/errors.ts';
import { hashPassword, verifyPassword } from '#server/lib/password-hash.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { audit } from '../audit/index.ts';
import type { ChangePasswordInput } from './schemas.ts';

/** Changes the acting person's own password; the other surfaces' sessions end, so that a stolen one dies with it. */
export async function changePassword(ctx: SystemCtx, input: ChangePasswordInput): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  const { id, sessionId } = ctx.actor;
  await consumeAttempt('change-password', id, { points: 10, seconds: 900 });
  const user = await ctx.db.user.findUnique({ where: { id } });
  if (!user) throw new NotSignedIn();
  if (!(await verifyPassword(input.current, user.passwordHash))) {
    throw new InvalidInput({ field: 'current', reason: 'password-wrong' });
  }
  if (await verifyPassword(input.next, user.passwordHash)) {
    throw new InvalidInput({ field: 'next', reason: 'password-same' });
  }
  const lower = input.next.toLowerCase();
  if (lower.includes(user.username) || lower.includes(user.email.toLowerCase())) {
    throw new InvalidInput({ field: 'next', reason: 'password-contains-name' });
  }
  const passwordHash = await hashPassword(input.next);
  await inTransaction(ctx, async (tx) => {
    await tx.db.user.update({
      where: { id },
      data: { passwordHash, passwordChangedAt: tx.now(), mustChangePassword: false },
    });
    await tx.db.session.updateMany({
      where: { userId: id, endedAt: null, ...(sessionId ? { id: { not: sessionId } } : {}) },
      data: { endedAt: tx.now(), endedWhy: 'revoked' },
    });
    await audit(tx, { action: 'identity.change-password', subject: { kind: 'person', id, name: user.name } });
  });
}

import type { User } from '#server/db/generated/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { InvalidInput, NotSignedIn } from '#server/lib/errors.ts';
import { verifyPassword } from '#server/lib/password-hash.ts';
import { consumeAttempt, forgetAttempts } from '#server/lib/rate-limit.ts';

/** The row of whoever acts; NotSignedIn where it is no person. */
export async function actingPerson(ctx: SystemCtx): Promise<User> {
  const user = ctx.actor.kind === 'person' ? await ctx.db.user.findUnique({ where: { id: ctx.actor.id } }) : null;
  if (!user) throw new NotSignedIn();
  return user;
}

/** The same, once they have typed their password again: InvalidInput `password-wrong` for another, RateLimited after ten wrong ones. */
export async function confirmActingPerson(ctx: SystemCtx, password: string, field: string): Promise<User> {
  const user = await actingPerson(ctx);
  await consumeAttempt('confirm-password', user.id, { points: 10, seconds: 900 });
  if (!(await verifyPassword(password, user.passwordHash))) throw new InvalidInput({ field, reason: 'password-wrong' });
  await forgetAttempts('confirm-password', user.id);
  return user;
}

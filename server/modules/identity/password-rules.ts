import type { User } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { verifyPassword } from '#server/lib/password-hash.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { enoughStrength, passwordStrength } from '#shared/password-strength.ts';
import { providerSettings, recentProviderSettings } from '../workspaces/index.ts';

type About = { username: string; email: string; name: string; company?: string };

/**
 * Refuses a password that is easy to guess: InvalidInput `password-contains-name` or `password-weak`, the latter with zxcvbn's
 * `warning` and first `suggestion`, which the sentence words. `field` is the form's field that holds it.
 */
export async function judgePassword(password: string, about: About, field: string): Promise<void> {
  const lower = password.toLowerCase();
  if (lower.includes(about.username) || lower.includes(about.email.toLowerCase())) {
    throw new InvalidInput({ field, reason: 'password-contains-name' });
  }
  const provider = (await recentProviderSettings())['provider.name'];
  const words = [about.username, about.email, about.name, about.company ?? '', provider];
  const { score, warning, suggestions } = await passwordStrength(password, words);
  if (score >= enoughStrength) return;
  const [suggestion = 'none'] = suggestions;
  throw new InvalidInput({ field, reason: 'password-weak', warning: warning ?? 'none', suggestion });
}

/** What somebody who knows the person would try: their names, and those of the customers they work for. */
export async function aboutPerson(ctx: WideCtx, user: Pick<User, 'id' | 'username' | 'email' | 'name'>) {
  const memberships = await ctx.db.membership.findMany({
    where: { userId: user.id },
    select: { workspace: { select: { name: true } } },
    take: 10,
  });
  const company = memberships.map(({ workspace }) => workspace.name).join(' ');
  return { username: user.username, email: user.email, name: user.name, company };
}

/** Refuses the present password (`password-same`) and the last ones (`password-used`), as many as the setting says. */
export async function refuseUsedPassword(
  ctx: WideCtx,
  user: Pick<User, 'id' | 'passwordHash'>,
  password: string,
  field: string,
): Promise<void> {
  if (await verifyPassword(password, user.passwordHash)) throw new InvalidInput({ field, reason: 'password-same' });
  const kept = (await recentProviderSettings())['people.password-history'];
  const used = await ctx.db.usedPassword.findMany({
    where: { userId: user.id, hash: { not: user.passwordHash } },
    orderBy: { id: 'desc' },
    // The present one is among the last.
    take: Math.max(0, kept - 1),
  });
  const same = await Promise.all(used.map(({ hash }) => verifyPassword(password, hash)));
  if (same.includes(true)) throw new InvalidInput({ field, reason: 'password-used', count: kept });
}

/** Gives a person a password that was judged before: the one before it joins those that may not come back. */
export async function storePassword(
  tx: WideCtx,
  user: Pick<User, 'id' | 'passwordHash' | 'passwordChangedAt'>,
  passwordHash: string,
): Promise<void> {
  const [userId, now] = [user.id, tx.now()];
  const known = await tx.db.usedPassword.count({ where: { userId, hash: user.passwordHash } });
  const before = { hash: user.passwordHash, at: user.passwordChangedAt };
  // The ids order them: the former one's lies just before.
  const former = { id: uuid7(now.getTime() - 1), userId, ...before };
  await tx.db.usedPassword.createMany({
    data: [...(known === 0 ? [former] : []), { id: uuid7(now.getTime()), userId, hash: passwordHash, at: now }],
  });
  const kept = (await providerSettings(tx))['people.password-history'];
  const last = await tx.db.usedPassword.findMany({
    where: { userId },
    orderBy: { id: 'desc' },
    select: { id: true },
    skip: Math.max(1, kept),
  });
  await tx.db.usedPassword.deleteMany({ where: { id: { in: last.map(({ id }) => id) } } });
  await tx.db.user.update({
    where: { id: userId },
    data: { passwordHash, passwordChangedAt: now, mustChangePassword: false },
  });
}

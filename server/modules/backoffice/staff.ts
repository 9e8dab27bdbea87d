import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { endAccessesOf } from '../identity/index.ts';

/** The provider's people with their last sign-in; those whose time ended come last. */
export async function listStaff(ctx: StaffCtx) {
  const rows = await ctx.db.staffMembership.findMany({
    include: {
      user: {
        select: {
          ...{ name: true, username: true, email: true, mustChangePassword: true },
          secondFactor: { select: { confirmedAt: true } },
        },
      },
    },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: 500,
  });
  const seen = await ctx.db.session.groupBy({
    by: ['userId'],
    where: { surface: 'console', userId: { in: rows.map((row) => row.userId) } },
    _max: { createdAt: true },
  });
  const last = new Map(seen.map((row) => [row.userId, row._max.createdAt]));
  return rows.map(({ user: { secondFactor, ...user }, ...row }) => ({
    ...row,
    ...user,
    hasSecondFactor: Boolean(secondFactor?.confirmedAt),
    lastSignIn: last.get(row.userId) ?? null,
  }));
}

/**
 * Ends somebody's work for the provider: the console's sessions end at once. InvalidState for oneself, for who has ended
 * already, and for the last administrator.
 */
export async function endStaff(ctx: StaffCtx, userId: string): Promise<void> {
  if (ctx.actor.kind === 'person' && ctx.actor.id === userId) throw new InvalidState({ reason: 'staff-self' });
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.staffMembership.findUnique({ where: { userId }, include: { user: true } });
    if (!row) throw new NotFound({ what: 'staff' });
    const { count } = await tx.db.staffMembership.updateMany({
      where: { userId, endedAt: null },
      data: { endedAt: tx.now() },
    });
    if (count !== 1) throw new InvalidState({ reason: 'staff-ended' });
    const left = await tx.db.staffMembership.count({ where: { role: 'administrator', endedAt: null } });
    if (left === 0) throw new InvalidState({ reason: 'last-administrator' });
    await tx.db.session.updateMany({
      where: { userId, surface: 'console', endedAt: null },
      data: { endedAt: tx.now(), endedWhy: 'revoked' },
    });
    await endAccessesOf(tx, userId);
    await audit(tx, {
      action: 'backoffice.end-staff',
      subject: { kind: 'person', id: userId, name: row.user.name },
      before: { role: row.role },
    });
  });
}

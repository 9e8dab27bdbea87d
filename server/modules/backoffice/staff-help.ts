import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { resetSecondFactor, sendResetLink } from '../identity/index.ts';

/** The row of somebody who works for the provider; NotFound for anybody else, `staff-ended` once their time is over. */
async function staffPerson(ctx: StaffCtx, userId: string) {
  const row = await ctx.db.staffMembership.findUnique({ where: { userId }, include: { user: true } });
  if (!row) throw new NotFound({ what: 'staff' });
  if (row.endedAt) throw new InvalidState({ reason: 'staff-ended' });
  return row.user;
}

/** Mails a member of staff a link for a new password. */
export async function sendStaffReset(ctx: StaffCtx, userId: string): Promise<void> {
  await sendResetLink(ctx, await staffPerson(ctx, userId), 'console');
}

/** Takes a member of staff's second factor away; they are told, and add another at their next sign-in. */
export async function resetStaffSecondFactor(ctx: StaffCtx, userId: string): Promise<void> {
  await resetSecondFactor(ctx, await staffPerson(ctx, userId));
}

import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { hashPassword } from '#server/lib/password-hash.ts';
import { audit } from '../audit/index.ts';
import { confirmActingPerson } from './acting-person.ts';
import { aboutPerson, judgePassword, refuseUsedPassword, storePassword } from './password-rules.ts';
import { mailPerson } from './person-mail.ts';
import type { ChangePasswordInput } from './schemas.ts';

/** Changes the acting person's own password; the other surfaces' sessions end, so that a stolen one dies with it. */
export async function changePassword(ctx: SystemCtx, input: ChangePasswordInput): Promise<void> {
  const user = await confirmActingPerson(ctx, input.current, 'current');
  const { id } = user;
  const sessionId = ctx.actor.kind === 'person' ? ctx.actor.sessionId : null;
  await judgePassword(input.next, await aboutPerson(ctx, user), 'next');
  await refuseUsedPassword(ctx, user, input.next, 'next');
  const passwordHash = await hashPassword(input.next);
  await inTransaction(ctx, async (tx) => {
    await storePassword(tx, user, passwordHash);
    await tx.db.session.updateMany({
      where: { userId: id, endedAt: null, ...(sessionId ? { id: { not: sessionId } } : {}) },
      data: { endedAt: tx.now(), endedWhy: 'revoked' },
    });
    await audit(tx, { action: 'identity.change-password', subject: { kind: 'person', id, name: user.name } });
    await mailPerson(tx, user, 'password-changed', {});
  });
}

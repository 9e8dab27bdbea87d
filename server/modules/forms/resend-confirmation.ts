import { inTransaction } from '#server/db/client.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound, RateLimited } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { assertActive, providerSettings } from '../workspaces/index.ts';
import { mayMail } from './mail-caps.ts';
import { mailName } from './mail-name.ts';

/**
 * Mails the confirmation once more to somebody who has not confirmed yet. Counts against the same caps as a visitor's own
 * attempts; throws RateLimited (`sign-up-mail-cap`) once they are used up, InvalidState when there is nothing to confirm, or nothing
 * can be confirmed at present (`workspace-suspended`). `system` is the same person's context above workspaces, where system mail is
 * queued.
 */
export async function resendConfirmation(system: SystemCtx, tenant: TenantCtx, input: { id: string }): Promise<void> {
  const row = await tenant.db.signUp.findFirst({ where: { id: input.id } });
  if (!row) throw new NotFound({ what: 'sign-up' });
  const now = tenant.now();
  if (row.state !== 'pending' || row.expiresAt <= now) throw new InvalidState({ reason: 'sign-up-not-pending' });
  await assertActive(tenant);
  if (!(await mayMail(row.addressKey, await providerSettings(tenant)))) {
    throw new RateLimited({ reason: 'sign-up-mail-cap' });
  }
  const { id, workspaceId } = row;
  await inTransaction(system, async (tx) => {
    const { count } = await tx.db.signUp.updateMany({
      where: { id, workspaceId, state: 'pending' },
      data: { mailedAt: now },
    });
    if (count !== 1) throw new InvalidState({ reason: 'sign-up-not-pending' });
    await queueSystemMail(tx, {
      kind: 'confirm-sign-up',
      to: row.address,
      language: row.language,
      workspaceId,
      data: { signUpId: id, workspace: mailName(tenant.workspace.name), expiresAt: row.expiresAt.toISOString() },
    });
    await audit(tx, { action: 'forms.resend-confirmation', subject: { kind: 'sign-up', id }, workspaceId });
  });
}

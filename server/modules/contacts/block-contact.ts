import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { isCertifiedMail } from './eligibility.sql.ts';
import { recordChange } from './record-change.ts';

async function addressOf(ctx: TenantCtx, id: string) {
  const contact = await ctx.db.contact.findFirst({ where: { id }, select: { addressKey: true } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const { addressKey } = contact;
  return { addressKey, state: await ctx.db.addressState.findFirst({ where: { addressKey } }) };
}

/** Blocks a contact's address by hand: nothing is sent to it until the block is lifted. Idempotent. */
export async function blockContact(
  ctx: TenantCtx,
  input: { id: string; reason: string },
): Promise<{ changed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const { addressKey, state } = await addressOf(tx, input.id);
    if (state?.blockedAt) return { changed: false };
    const data = { blockedAt: ctx.now(), blockedReason: input.reason, certifiedAllowedAt: null };
    if (state) await tx.db.addressState.updateMany({ where: { addressKey }, data });
    else await tx.db.addressState.create({ data: { workspaceId: ctx.workspace.id, addressKey, ...data } });
    await recordChange(tx, input.id, 'blocked', { reason: input.reason });
    await audit(tx, {
      action: 'contacts.block',
      subject: { kind: 'contact', id: input.id },
      after: { reason: input.reason },
    });
    return { changed: true };
  });
}

/** Lifts the manual block, and the provider's block on certified mail where the address is of that kind. Idempotent. */
export async function unblockContact(ctx: TenantCtx, input: { id: string }): Promise<{ changed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const { addressKey, state } = await addressOf(tx, input.id);
    const certified = isCertifiedMail(addressKey, (await providerSettings(tx))['sending.pec-domains']);
    const allow = certified && !state?.certifiedAllowedAt;
    if (!state?.blockedAt && !allow) return { changed: false };
    const data = { blockedAt: null, blockedReason: null, ...(allow ? { certifiedAllowedAt: ctx.now() } : {}) };
    if (state) await tx.db.addressState.updateMany({ where: { addressKey }, data });
    else await tx.db.addressState.create({ data: { workspaceId: ctx.workspace.id, addressKey, ...data } });
    await recordChange(tx, input.id, 'unblocked', { certified: allow });
    await audit(tx, {
      action: 'contacts.unblock',
      subject: { kind: 'contact', id: input.id },
      after: { certified: allow },
    });
    return { changed: true };
  });
}

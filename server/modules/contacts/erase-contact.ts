import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { forgetBefores, historyIds } from './merge.sql.ts';
import { UNSUBSCRIBED_BEFORE_ERASURE } from './sending-status.ts';

/**
 * Erases a contact with its subscriptions, groups, own evidence and timeline. What was said against sending to the address stays, by
 * its key: bounce, complaint, block, and an unsubscription as a block, so that no later import writes to it again.
 */
export async function eraseContact(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const contact = await tx.db.contact.findFirst({ where: { id: input.id }, select: { addressKey: true } });
    if (!contact) throw new NotFound({ what: 'contact' });
    // With whom it was made one, and with what an undo keeps of any of them.
    const ids = await historyIds(tx, input.id);
    const subscriptions = await tx.db.subscription.findMany({
      where: { contactId: input.id },
      select: { state: true, evidenceId: true },
    });
    const proofs = await evidenceOf(tx, ids);
    if (subscriptions.some((one) => one.state === 'unsubscribed')) {
      const { addressKey } = contact;
      const state = await tx.db.addressState.findFirst({ where: { addressKey }, select: { blockedAt: true } });
      const block = { blockedAt: ctx.now(), blockedReason: UNSUBSCRIBED_BEFORE_ERASURE };
      if (!state) await tx.db.addressState.create({ data: { workspaceId: ctx.workspace.id, addressKey, ...block } });
      else if (!state.blockedAt) await tx.db.addressState.updateMany({ where: { addressKey }, data: block });
    }
    await tx.db.contact.deleteMany({ where: { id: input.id } });
    await tx.db.contactChange.deleteMany({ where: { contactId: { in: ids } } });
    await tx.db.contactMerge.deleteMany({ where: { survivorId: { in: ids } } });
    await forgetBefores(tx, ids);
    // Sign-ups by a form stay counted; who they were goes with the contact.
    await tx.db.signUp.updateMany({
      where: { contactId: { in: ids } },
      data: {
        ...{ address: '', addressKey: '', values: {}, fromAddress: '', agent: '' },
        ...{ confirmedFrom: '', confirmedAgent: '', contactId: null },
      },
    });
    const evidence = [...subscriptions.flatMap((one) => one.evidenceId ?? []), ...proofs];
    await tx.db.evidence.deleteMany({ where: { id: { in: evidence }, source: { not: 'import' } } });
    await audit(tx, { action: 'contacts.erase', subject: { kind: 'contact', id: input.id } });
  });
}

/** The proofs that a contact's timeline speaks of, of consents that hold no more among them. */
async function evidenceOf(ctx: TenantCtx, contactIds: string[]): Promise<string[]> {
  const rows = await ctx.db.contactChange.findMany({
    where: { contactId: { in: contactIds }, kind: { in: ['subscribed', 'tracking'] } },
    select: { detail: true },
  });
  return rows.flatMap(({ detail }) => {
    const { evidenceId } = detail as { evidenceId?: unknown };
    return typeof evidenceId === 'string' ? [evidenceId] : [];
  });
}

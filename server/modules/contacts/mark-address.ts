import { inTransaction } from '#server/db/client.ts';
import type { Deliverability } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { livingId } from './merge.sql.ts';
import { recordChange } from './record-change.ts';

type Marked = { changed: boolean };

async function stateOf(ctx: TenantCtx, contactId: string) {
  const contact = await ctx.db.contact.findFirst({ where: { id: contactId }, select: { addressKey: true } });
  if (!contact) return undefined;
  const { addressKey } = contact;
  return { addressKey, state: await ctx.db.addressState.findFirst({ where: { addressKey } }) };
}

async function putState(
  ctx: TenantCtx,
  addressKey: string,
  data: { deliverability?: Deliverability; deliverabilityAt?: Date; reason?: string; softBounces?: number },
): Promise<void> {
  await ctx.db.addressState.upsert({
    where: { workspaceId_addressKey: { workspaceId: ctx.workspace.id, addressKey } },
    create: { workspaceId: ctx.workspace.id, addressKey, ...data },
    update: data,
  });
}

/**
 * A delivery failure. `hard`: the address does not exist, nothing is sent to it again. `soft`: counts, and becomes the same after
 * as many as the provider's setting says. A complaint stays the stronger word. Silent about a contact that was erased.
 */
export async function markBounced(
  ctx: TenantCtx,
  input: { contactId: string; kind: 'hard' | 'soft'; reason: string; campaignId?: string },
): Promise<Marked> {
  const { contactId, kind, reason, campaignId } = input;
  return inTransaction(ctx, async (tx) => {
    const found = await stateOf(tx, contactId);
    if (!found || (found.state && found.state.deliverability !== 'ok')) return { changed: false };
    const softBounces = (found.state?.softBounces ?? 0) + (kind === 'soft' ? 1 : 0);
    const last = kind === 'hard' || softBounces >= (await providerSettings(tx))['sending.soft-bounces'];
    await putState(tx, found.addressKey, {
      softBounces,
      ...(last ? { deliverability: 'undeliverable' as const, deliverabilityAt: ctx.now(), reason } : {}),
    });
    const detail = { kind, reason, softBounces, undeliverable: last, ...(campaignId ? { campaignId } : {}) };
    await recordChange(tx, contactId, 'bounced', detail);
    await audit(tx, { action: 'contacts.mark-bounced', subject: { kind: 'contact', id: contactId }, after: detail });
    return { changed: true };
  });
}

/** The recipient reported a message as spam: nothing is sent to the address again. Idempotent; silent about an erased contact. */
export async function markComplained(
  ctx: TenantCtx,
  input: { contactId: string; campaignId?: string },
): Promise<Marked> {
  const { campaignId } = input;
  return inTransaction(ctx, async (tx) => {
    // The word of a person who was merged holds for whom it lives on in.
    const contactId = await livingId(tx, input.contactId);
    const found = await stateOf(tx, contactId);
    if (!found || found.state?.deliverability === 'complained') return { changed: false };
    await putState(tx, found.addressKey, {
      deliverability: 'complained',
      deliverabilityAt: ctx.now(),
      reason: 'complaint',
    });
    const detail = campaignId ? { campaignId } : {};
    await recordChange(tx, contactId, 'complained', detail);
    await audit(tx, { action: 'contacts.mark-complained', subject: { kind: 'contact', id: contactId }, after: detail });
    return { changed: true };
  });
}

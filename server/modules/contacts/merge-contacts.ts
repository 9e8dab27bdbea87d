import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { contactDetail } from './contact-detail.ts';
import { bringBack, lockContacts, snapshotOf, type WholeContact } from './merge.sql.ts';
import { mergedFields, mergedSubscription, mergedTracking } from './merge-values.ts';
import { recordChange } from './record-change.ts';
import { type comparePair, mergeInput } from './schemas.ts';

type Kept = { survivor: WholeContact; merged: WholeContact; after: WholeContact; blockedAt: string | null };

/** Two contacts side by side, for who is about to merge them. */
export async function compareContacts(ctx: TenantCtx, input: z.infer<typeof comparePair>) {
  const [survivor, merged] = await Promise.all([
    contactDetail(ctx, { id: input.survivorId }),
    contactDetail(ctx, { id: input.mergedId }),
  ]);
  return { survivor, merged };
}

/**
 * Makes two contacts one: the survivor keeps its address and the values that are chosen, gains the other's groups and history, and of
 * each consent keeps the stricter. What speaks against sending to the other's address stays there; a complaint and a block are the
 * person's, so they hold for the survivor too.
 */
export async function mergeContacts(ctx: TenantCtx, given: z.input<typeof mergeInput>): Promise<{ id: string }> {
  const { survivorId, mergedId, keep } = mergeInput.parse(given);
  if (survivorId === mergedId) throw new InvalidInput({ field: 'mergedId', reason: 'same-contact' });
  return inTransaction(ctx, async (tx) => {
    await lockContacts(tx, [survivorId, mergedId]);
    const [survivor, merged] = [await snapshotOf(tx, survivorId), await snapshotOf(tx, mergedId)];
    if (!survivor || !merged) throw new NotFound({ what: 'contact' });
    const fields = mergedFields(survivor.contact, merged.contact, keep);
    const defaults = await tx.db.workspace.findFirst({ select: { trackOpens: true, trackClicks: true } });
    const tracking = {
      trackOpens: mergedTracking(
        survivor.contact.trackOpens,
        merged.contact.trackOpens,
        defaults?.trackOpens ?? 'aggregate',
      ),
      trackClicks: mergedTracking(
        survivor.contact.trackClicks,
        merged.contact.trackClicks,
        defaults?.trackClicks ?? 'aggregate',
      ),
    };
    await tx.db.contact.updateMany({
      where: { id: survivorId },
      data: { ...fields, ...tracking, updatedAt: ctx.now() },
    });
    await tx.db.groupMember.createMany({
      data: merged.groups.map((groupId) => ({ workspaceId: ctx.workspace.id, groupId, contactId: survivorId })),
      skipDuplicates: true,
    });
    await mergeSubscriptions(tx, survivor, merged);
    const blockedAt = await mergeRefusals(tx, survivor.contact.addressKey, merged.contact.addressKey);
    await tx.db.contact.deleteMany({ where: { id: mergedId } });
    const after = await snapshotOf(tx, survivorId);
    if (!after) throw new NotFound({ what: 'contact' });
    const id = uuid7(ctx.now().getTime());
    const kept: Kept = { survivor, merged, after, blockedAt };
    await tx.db.contactMerge.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        survivorId,
        mergedId,
        mergedAddress: merged.contact.address,
        at: ctx.now(),
        actorName: ctx.actor.name,
        before: JSON.parse(JSON.stringify(kept)),
      },
    });
    await recordChange(tx, survivorId, 'merged', { mergeId: id, address: merged.contact.address });
    await audit(tx, { action: 'contacts.merge', subject: { kind: 'contact', id: survivorId }, after: { mergedId } });
    return { id };
  });
}

async function mergeSubscriptions(tx: TenantCtx, survivor: WholeContact, merged: WholeContact): Promise<void> {
  const contactId = survivor.contact.id;
  for (const other of merged.subscriptions) {
    const own = survivor.subscriptions.find((one) => one.topicId === other.topicId);
    const state = mergedSubscription(own?.state ?? null, other.state);
    if (state === null || state === (own?.state ?? null)) continue;
    const data = { state, stateAt: new Date(other.stateAt) };
    if (own) await tx.db.subscription.updateMany({ where: { contactId, topicId: other.topicId }, data });
    else {
      await tx.db.subscription.create({
        data: { workspaceId: tx.workspace.id, contactId, topicId: other.topicId, basis: 'consent', ...data },
      });
    }
  }
}

/** The person's own word against mail goes along; a bounce is the old address's alone. Answers when the survivor was blocked by it. */
async function mergeRefusals(tx: TenantCtx, survivorKey: string, mergedKey: string): Promise<string | null> {
  const [own, other] = await Promise.all([
    tx.db.addressState.findFirst({ where: { addressKey: survivorKey } }),
    tx.db.addressState.findFirst({ where: { addressKey: mergedKey } }),
  ]);
  const complained = other?.deliverability === 'complained' && own?.deliverability !== 'complained';
  const blocked = other?.blockedAt && !own?.blockedAt;
  if (!complained && !blocked) return null;
  const data = {
    ...(complained
      ? { deliverability: 'complained' as const, deliverabilityAt: other.deliverabilityAt, reason: other.reason }
      : {}),
    ...(blocked ? { blockedAt: other.blockedAt, blockedReason: other.blockedReason } : {}),
  };
  await tx.db.addressState.upsert({
    where: { workspaceId_addressKey: { workspaceId: tx.workspace.id, addressKey: survivorKey } },
    create: { workspaceId: tx.workspace.id, addressKey: survivorKey, ...data },
    update: data,
  });
  return blocked && other.blockedAt ? other.blockedAt.toISOString() : null;
}

/**
 * Takes a merge back within the undo's time: the other contact is there again as it was, and the survivor gives back what it had got and
 * nobody changed since. A complaint stays where it is.
 */
export async function undoMerge(ctx: TenantCtx, input: { id: string }): Promise<{ mergedId: string }> {
  const hours = (await providerSettings(ctx))['retention.undo-hours'];
  return inTransaction(ctx, async (tx) => {
    const merge = await tx.db.contactMerge.findFirst({ where: { id: input.id, undoneAt: null } });
    if (!merge) throw new NotFound({ what: 'merge' });
    const kept = merge.before as unknown as Partial<Kept>;
    const over = merge.at.getTime() + hours * 3_600_000 <= ctx.now().getTime();
    if (over || !kept.survivor || !kept.merged || !kept.after) throw new InvalidState({ reason: 'undo-over' });
    await lockContacts(tx, [merge.survivorId]);
    const taken = await tx.db.contact.findFirst({ where: { addressKey: kept.merged.contact.addressKey } });
    if (taken) throw new InvalidInput({ field: 'address', reason: 'address-taken', id: taken.id });
    await bringBack(tx, kept.merged);
    const now = await snapshotOf(tx, merge.survivorId);
    if (now) await giveBack(tx, { survivor: kept.survivor, after: kept.after, now });
    if (kept.blockedAt) {
      await tx.db.addressState.updateMany({
        where: { addressKey: kept.survivor.contact.addressKey, blockedAt: new Date(kept.blockedAt) },
        data: { blockedAt: null, blockedReason: null },
      });
    }
    await tx.db.contactMerge.updateMany({ where: { id: input.id }, data: { undoneAt: ctx.now(), before: {} } });
    await recordChange(tx, merge.survivorId, 'unmerged', { mergeId: input.id, address: merge.mergedAddress });
    await audit(tx, { action: 'contacts.undo-merge', subject: { kind: 'contact', id: merge.survivorId } });
    return { mergedId: merge.mergedId };
  });
}

type Sides = { survivor: WholeContact; after: WholeContact; now: WholeContact };

/** What the merge wrote to the survivor and still stands becomes what it was. */
async function giveBack(tx: TenantCtx, { survivor, after, now }: Sides): Promise<void> {
  const contactId = survivor.contact.id;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const data: Record<string, unknown> = {};
  for (const field of ['firstName', 'lastName', 'language', 'trackOpens', 'trackClicks'] as const) {
    if (same(now.contact[field], after.contact[field])) data[field] = survivor.contact[field];
  }
  const attributes = { ...now.contact.attributes };
  for (const [key, value] of Object.entries(after.contact.attributes)) {
    if (!same(attributes[key], value)) continue;
    const before = survivor.contact.attributes[key];
    if (before === undefined) delete attributes[key];
    else attributes[key] = before;
  }
  await tx.db.contact.updateMany({ where: { id: contactId }, data: { ...data, attributes, updatedAt: tx.now() } });
  const gained = after.groups.filter((group) => !survivor.groups.includes(group));
  await tx.db.groupMember.deleteMany({ where: { contactId, groupId: { in: gained } } });
  for (const written of after.subscriptions) {
    const before = survivor.subscriptions.find((one) => one.topicId === written.topicId);
    const current = now.subscriptions.find((one) => one.topicId === written.topicId);
    if (same(before, written) || !same(current, written)) continue;
    const where = { contactId, topicId: written.topicId };
    if (!before) await tx.db.subscription.deleteMany({ where });
    else {
      await tx.db.subscription.updateMany({
        where,
        data: { state: before.state, stateAt: new Date(before.stateAt), evidenceId: before.evidenceId },
      });
    }
  }
}

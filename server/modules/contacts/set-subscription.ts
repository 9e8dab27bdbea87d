import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { forgetSubscription } from './bulk.sql.ts';
import { keepEvidence } from './evidence.ts';
import { livingId } from './merge.sql.ts';
import { recordChange } from './record-change.ts';
import { type legalBases, setSubscriptionInput } from './schemas.ts';
import { UNSUBSCRIBED_BEFORE_ERASURE } from './sending-status.ts';

type Subscribe = {
  contactId: string;
  topicId: string;
  basis: (typeof legalBases)[number];
  source: 'manual' | 'form' | 'link' | 'demo';
  text: string;
  /** What else the evidence keeps: of a form, its version, the page, both times and addresses. */
  detail?: Prisma.InputJsonObject;
};

async function refuseUnknown(ctx: TenantCtx, contactId: string, topicId: string): Promise<{ addressKey: string }> {
  const contact = await ctx.db.contact.findFirst({ where: { id: contactId }, select: { addressKey: true } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const topic = await ctx.db.topic.findFirst({ where: { id: topicId }, select: { id: true } });
  if (!topic) throw new NotFound({ what: 'topic' });
  return contact;
}

/** Writes the one row of contact and topic, whatever stood there. */
async function putSubscription(
  ctx: TenantCtx,
  key: { contactId: string; topicId: string },
  data: { state: 'subscribed' | 'unsubscribed'; basis?: Subscribe['basis']; evidenceId?: string },
): Promise<void> {
  const { count } = await ctx.db.subscription.updateMany({ where: key, data: { ...data, stateAt: ctx.now() } });
  if (count) return;
  await ctx.db.subscription.create({
    data: { workspaceId: ctx.workspace.id, ...key, basis: 'consent', ...data, stateAt: ctx.now() },
  });
}

/**
 * Subscribes on new evidence; who is subscribed already stays as they are. Runs in the context's transaction. A block that only
 * remembered an earlier unsubscription is lifted: the person asks anew.
 */
export async function subscribe(ctx: TenantCtx, input: Subscribe): Promise<{ changed: boolean }> {
  const { contactId, topicId } = input;
  const text = input.text.trim();
  if (text === '') throw new InvalidInput({ field: 'evidence', reason: 'no-evidence' });
  const { addressKey } = await refuseUnknown(ctx, contactId, topicId);
  const before = await ctx.db.subscription.findFirst({ where: { contactId, topicId } });
  if (before?.state === 'subscribed') return { changed: false };
  const evidenceId = await keepEvidence(ctx, {
    source: input.source,
    text,
    detail: { contactId, topicId, ...input.detail },
  });
  await putSubscription(ctx, { contactId, topicId }, { state: 'subscribed', basis: input.basis, evidenceId });
  await ctx.db.addressState.updateMany({
    where: { addressKey, blockedReason: UNSUBSCRIBED_BEFORE_ERASURE },
    data: { blockedAt: null, blockedReason: null },
  });
  await recordChange(ctx, contactId, 'subscribed', { topicId, source: input.source, evidenceId });
  await audit(ctx, {
    action: 'contacts.subscribe',
    subject: { kind: 'contact', id: contactId },
    before: { state: before?.state ?? null },
    after: { topicId, state: 'subscribed', basis: input.basis, evidenceId },
  });
  return { changed: true };
}

export type UnsubscribeVia = 'manual' | 'link' | 'one-click' | 'complaint';

/**
 * Ends a subscription; one that never was is written as ended, so that no import begins it. Idempotent, and silent about a contact
 * that was erased: its link outlives it. A link of one that was merged ends its survivor's.
 */
export async function unsubscribe(
  ctx: TenantCtx,
  input: { contactId: string; topicId: string; via: UnsubscribeVia; campaignId?: string },
): Promise<{ changed: boolean }> {
  const { topicId, via, campaignId } = input;
  return inTransaction(ctx, async (tx) => {
    const contactId = await livingId(tx, input.contactId);
    // Also where it is ended already: who asks for it must not be brought back by the undo of what ended it.
    await forgetSubscription(tx, contactId, topicId);
    const contact = await tx.db.contact.findFirst({ where: { id: contactId }, select: { id: true } });
    const topic = await tx.db.topic.findFirst({ where: { id: topicId }, select: { id: true } });
    if (!contact || !topic) return { changed: false };
    const before = await tx.db.subscription.findFirst({ where: { contactId, topicId }, select: { state: true } });
    if (before?.state === 'unsubscribed') return { changed: false };
    await putSubscription(tx, { contactId, topicId }, { state: 'unsubscribed' });
    const detail = { topicId, via, ...(campaignId ? { campaignId } : {}) };
    await recordChange(tx, contactId, 'unsubscribed', detail);
    await audit(tx, {
      action: 'contacts.unsubscribe',
      subject: { kind: 'contact', id: contactId },
      before: { state: before?.state ?? null },
      after: detail,
    });
    return { changed: true };
  });
}

/** Takes an unsubscription back where it was just made (the page's *I made a mistake*); `text` is what the person pressed. */
export async function resubscribe(
  ctx: TenantCtx,
  input: { contactId: string; topicId: string; text: string },
): Promise<{ changed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const before = await tx.db.subscription.findFirst({
      where: { contactId: input.contactId, topicId: input.topicId },
    });
    if (before?.state !== 'unsubscribed') return { changed: false };
    return subscribe(tx, { ...input, basis: before.basis, source: 'link' });
  });
}

/** A member's own hand: subscribing takes evidence, always; unsubscribing takes nothing. */
export async function setSubscription(
  ctx: TenantCtx,
  given: z.input<typeof setSubscriptionInput>,
): Promise<{ changed: boolean }> {
  const { contactId, topicId, state, basis, evidence } = setSubscriptionInput.parse(given);
  return inTransaction(ctx, async (tx) => {
    await refuseUnknown(tx, contactId, topicId);
    if (state === 'unsubscribed') return unsubscribe(tx, { contactId, topicId, via: 'manual' });
    return subscribe(tx, { contactId, topicId, basis, source: 'manual', text: evidence });
  });
}

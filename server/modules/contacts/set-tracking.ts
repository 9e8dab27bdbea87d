import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { keepEvidence } from './evidence.ts';
import { livingId } from './merge.sql.ts';
import { recordChange } from './record-change.ts';
import { setTrackingInput } from './schemas.ts';

export type TrackingSource = 'manual' | 'form' | 'link' | 'demo';

/**
 * Sets how far a contact's opens and clicks may be followed, each apart, with source and date. Raising either to `individual` takes
 * evidence of its consent; lowering takes nothing. null goes back to the workspace's default.
 */
export async function setTracking(
  ctx: TenantCtx,
  given: z.input<typeof setTrackingInput> & { source?: TrackingSource; detail?: Prisma.InputJsonObject },
): Promise<{ changed: boolean }> {
  const { contactId, opens, clicks, evidence } = setTrackingInput.parse(given);
  const source = given.source ?? 'manual';
  return inTransaction(ctx, async (tx) => {
    const before = await tx.db.contact.findFirst({
      where: { id: contactId },
      select: { trackOpens: true, trackClicks: true },
    });
    if (!before) throw new NotFound({ what: 'contact' });
    if (before.trackOpens === opens && before.trackClicks === clicks) return { changed: false };
    const raised =
      (opens === 'individual' && before.trackOpens !== 'individual') ||
      (clicks === 'individual' && before.trackClicks !== 'individual');
    if (raised && evidence === '') throw new InvalidInput({ field: 'evidence', reason: 'no-evidence' });
    const evidenceId = raised
      ? await keepEvidence(tx, { source, text: evidence, detail: { contactId, opens, clicks, ...given.detail } })
      : null;
    await tx.db.contact.updateMany({
      where: { id: contactId },
      data: { trackOpens: opens, trackClicks: clicks, trackSource: source, trackAt: ctx.now(), updatedAt: ctx.now() },
    });
    const detail = { opens, clicks, source, ...(evidenceId ? { evidenceId } : {}) };
    await recordChange(tx, contactId, 'tracking', detail);
    await audit(tx, {
      action: 'contacts.set-tracking',
      subject: { kind: 'contact', id: contactId },
      before: { opens: before.trackOpens, clicks: before.trackClicks },
      after: detail,
    });
    return { changed: true };
  });
}

/** A recipient keeps receiving without being followed. Idempotent, and silent about a contact that was erased. */
export async function trackingOff(ctx: TenantCtx, input: { contactId: string }): Promise<{ changed: boolean }> {
  const contactId = await livingId(ctx, input.contactId);
  const contact = await ctx.db.contact.findFirst({ where: { id: contactId }, select: { id: true } });
  if (!contact) return { changed: false };
  return setTracking(ctx, { contactId, opens: 'off', clicks: 'off', source: 'link' });
}

/** A recipient agrees to be followed, opens and links alike, on the page that its link opens; `text` are the words agreed to. Silent about a contact that was erased. */
export async function trackingOn(
  ctx: TenantCtx,
  input: { contactId: string; text: string },
): Promise<{ changed: boolean }> {
  const contact = await ctx.db.contact.findFirst({ where: { id: input.contactId }, select: { id: true } });
  if (!contact) return { changed: false };
  const { contactId, text } = input;
  return setTracking(ctx, { contactId, opens: 'individual', clicks: 'individual', evidence: text, source: 'link' });
}

import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { eventsOfContact } from '../tracking/index.ts';
import { recipientAttempts, recipientRow } from './recipients.sql.ts';
import type { RecipientTimeline } from './schemas.ts';

/** All that is known of one recipient of one campaign: its row, each try, and what it did. Throws NotFound. */
export async function recipientTimeline(
  ctx: TenantCtx,
  input: { campaignId: string; contactId: string },
): Promise<RecipientTimeline> {
  const [recipient, attempts, events, forwards] = await Promise.all([
    recipientRow(ctx, input),
    recipientAttempts(ctx, input),
    eventsOfContact(ctx, { ...input, limit: 100 }),
    ctx.db.forward.findMany({ where: input, select: { id: true, at: true, sentAt: true }, orderBy: { id: 'desc' } }),
  ]);
  if (!recipient) throw new NotFound({ what: 'recipient' });
  // That they passed it on is their own affair, unless they agreed to being followed.
  const told = recipient.clicks === 'individual' ? forwards : [];
  return {
    recipient,
    attempts,
    events: events.rows,
    forwards: told.map(({ id, at, sentAt }) => ({ id, at, sent: sentAt !== null })),
  };
}

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
  const [recipient, attempts, events] = await Promise.all([
    recipientRow(ctx, input),
    recipientAttempts(ctx, input),
    eventsOfContact(ctx, { ...input, limit: 100 }),
  ]);
  if (!recipient) throw new NotFound({ what: 'recipient' });
  return { recipient, attempts, events: events.rows };
}

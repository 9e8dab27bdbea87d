import * as contacts from '../contacts/index.ts';
import type { TrackedEvent } from './events.ts';
import type { Recipient } from './recipient.ts';

/**
 * Does what an event asks for besides being recorded; idempotent. An unsubscribe that was kept in the spool ends nothing that
 * the recipient has subscribed to since.
 */
export async function actOn(recipient: Recipient, event: TrackedEvent): Promise<void> {
  const { ctx, token, topicId } = recipient;
  const { contactId, campaignId } = token;
  if (event.kind === 'tracking-off') await contacts.trackingOff(ctx, { contactId, campaignId, source: 'page' });
  if (event.kind !== 'unsubscribe') return;
  const topicIds = event.topicIds === undefined || event.topicIds === null ? [topicId] : event.topicIds;
  await contacts.unsubscribe(ctx, {
    contactId,
    campaignId,
    topicIds: topicIds.length === 0 ? 'all' : topicIds,
    source: event.reason === 'one-click' ? 'one-click' : 'page',
    at: new Date(event.at),
  });
}

/** Takes an unsubscribe back, with the page's own words as evidence. */
export async function undoUnsubscribe(recipient: Recipient, topicId: string): Promise<void> {
  const { ctx, token } = recipient;
  await contacts.resubscribe(ctx, {
    contactId: token.contactId,
    topicIds: [topicId],
    evidence: 'Mi sono sbagliato: iscrivimi di nuovo',
  });
}

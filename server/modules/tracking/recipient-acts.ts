import { resubscribe, trackingOff, trackingOn, unsubscribe } from '../contacts/index.ts';
import type { TrackedEvent } from './events.ts';
import type { Recipient } from './recipient.ts';

/**
 * Does what an event asks for besides being recorded; idempotent. An unsubscribe that waited in the spool ends nothing that
 * the recipient has subscribed to since.
 */
export async function actOn(recipient: Recipient, event: TrackedEvent): Promise<void> {
  const { ctx, token } = recipient;
  const { contactId, campaignId } = token;
  if (event.kind === 'tracking-off') await trackingOff(ctx, { contactId });
  if (event.kind !== 'unsubscribe') return;
  const subscriptions = await ctx.db.subscription.findMany({
    where: { contactId },
    select: { topicId: true, state: true, stateAt: true },
  });
  const topicIds = event.topicIds?.length
    ? event.topicIds
    : event.topicIds
      ? subscriptions.filter(({ state }) => state !== 'unsubscribed').map((subscription) => subscription.topicId)
      : [recipient.topicId];
  for (const topicId of topicIds) {
    const since = subscriptions.find((subscription) => subscription.topicId === topicId)?.stateAt;
    if (since && since.getTime() > event.at) continue;
    const via = event.reason === 'one-click' ? 'one-click' : 'link';
    await unsubscribe(ctx, { contactId, topicId, via, campaignId });
  }
}

/** Takes an unsubscribe back; `pressed` are the words on the button. */
export async function undoUnsubscribe(recipient: Recipient, topicId: string, pressed: string): Promise<void> {
  await resubscribe(recipient.ctx, { contactId: recipient.token.contactId, topicId, text: pressed });
}

/** A recipient agrees to being followed; `agreed` is all that the page said. Later mails are; what is already out stays as it was sent. */
export async function agreeToTracking(recipient: Recipient, agreed: string): Promise<void> {
  await trackingOn(recipient.ctx, { contactId: recipient.token.contactId, text: agreed });
}

import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { findCampaign } from '../campaigns/index.ts';
import { lockQueue } from './queue.sql.ts';
import { placedAfter, queueOrder, runningStates } from './queue-order.ts';
import type { PlaceInput } from './schemas.ts';

/**
 * Moves a campaign behind another of the workspace's queue, or to its front. The engine's next claim follows; what is with the server already
 * goes on. The same place again changes nothing. Throws NotFound, InvalidState (`not-in-queue`).
 */
export async function placeInQueue(ctx: TenantCtx, input: PlaceInput): Promise<void> {
  const { campaignId, after } = input;
  await inTransaction(ctx, async (tx) => {
    await lockQueue(tx);
    const { name, state } = await findCampaign(tx, campaignId);
    if (!runningStates.includes(state)) throw new InvalidState({ what: 'campaign', reason: 'not-in-queue' });
    const running = await tx.db.campaign.findMany({
      where: { state: { in: runningStates } },
      select: { id: true, priority: true, startedAt: true },
    });
    const before = queueOrder(running).map(({ id }) => id);
    if (after !== null && !before.includes(after)) throw new NotFound({ what: 'campaign' });
    const order = placedAfter(before, campaignId, after);
    if (order.join() === before.join()) return;
    // Below zero, so that what begins later stands behind.
    for (const [index, id] of order.entries())
      await tx.db.campaign.updateMany({ where: { id }, data: { priority: index - order.length } });
    await audit(tx, {
      action: 'campaigns.place-in-queue',
      subject: { kind: 'campaign', id: campaignId, name },
      before: { place: before.indexOf(campaignId) + 1 },
      after: { place: order.indexOf(campaignId) + 1 },
    });
  });
}

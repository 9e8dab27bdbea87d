import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import { RateLimited } from '#server/lib/errors.ts';
import { networkOf } from '#server/lib/network.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { seal } from '#server/lib/secret-box.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { checkAddress } from '#shared/address.ts';
import { providerSettings } from '../workspaces/index.ts';
import { forwardFacts, forwardLimits } from './forward-facts.ts';
import type { ForwardState } from './forward-rules.ts';
import { holdForwards } from './forwards.sql.ts';
import { sendForwardJob } from './jobs.ts';
import type { Recipient } from './recipient.ts';

export type ForwardOutcome = 'asked' | 'bad-address' | 'own-address' | 'too-many' | Exclude<ForwardState, 'open'>;

/** One attempt against a limit; false where it is used up. */
async function within(name: string, key: string, points: number, seconds: number): Promise<boolean> {
  try {
    await consumeAttempt(name, key, { points, seconds });
    return true;
  } catch (error) {
    if (error instanceof RateLimited) return false;
    throw error;
  }
}

/**
 * A recipient passes the message on to one friend: a row with the sealed address, and the job that sends. What the friend's side
 * decides (refusals, blocks, too many from everybody) is decided when it is sent, and never told here: the page must not say
 * whether an address is known.
 */
export async function requestForward(recipient: Recipient, typed: string, network: string): Promise<ForwardOutcome> {
  const { ctx, token } = recipient;
  const facts = await forwardFacts(recipient);
  if (!facts) return 'gone';
  if (facts.state !== 'open') return facts.state;
  const checked = checkAddress(typed);
  if (!checked.valid) return 'bad-address';
  const contact = await ctx.db.contact.findFirst({ where: { id: token.contactId }, select: { addressKey: true } });
  if (contact?.addressKey === checked.normalised) return 'own-address';
  const limits = forwardLimits(await providerSettings(ctx));
  if (!(await within('forward-network', networkOf(network) || 'unknown', limits.perNetworkHour, 3_600)))
    return 'too-many';
  return inTransaction(ctx, async (tx) => {
    await holdForwards(tx, token);
    const used = await tx.db.forward.count({ where: token });
    if (used >= limits.perDelivery) return 'used-up';
    const id = uuid7(ctx.now().getTime());
    await tx.db.forward.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        campaignId: token.campaignId,
        contactId: token.contactId,
        at: ctx.now(),
        friend: seal(checked.address, id),
      },
    });
    await enqueue(tx, sendForwardJob, { v: 1, workspaceId: ctx.workspace.id, forwardId: id });
    return 'asked';
  });
}

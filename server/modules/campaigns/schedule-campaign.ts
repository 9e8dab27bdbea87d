import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { findCampaign } from './find-campaign.ts';
import { moveCampaign } from './move-campaign.ts';
import { checkStored } from './preflight.ts';
import type { ScheduleInput } from './schemas.ts';
import { startJob } from './start-job.ts';
import { mayMove } from './state.ts';

/** A time that passed while the page was open still means now; a minute later it is a mistake. */
const soonest = 60_000;
const farthest = 365 * 86_400_000;

/**
 * Sends a campaign now (`at` null), or at a time: checks it, takes it to `scheduled` and enqueues its start, all of which
 * holds only for the revision that was checked. Throws InvalidState (`preflight`, with the check and its reason), InvalidInput
 * (`in-the-past`, `too-far`), Conflict when somebody saved meanwhile.
 */
export async function scheduleCampaign(ctx: TenantCtx, input: ScheduleInput): Promise<{ at: Date }> {
  const { id, at } = input;
  if (at !== null && at.getTime() < ctx.now().getTime() - soonest)
    throw new InvalidInput({ reason: 'in-the-past', field: 'at' });
  if (at !== null && at.getTime() > ctx.now().getTime() + farthest)
    throw new InvalidInput({ reason: 'too-far', field: 'at' });
  const campaign = await findCampaign(ctx, id);
  if (!mayMove(campaign.state, 'scheduled'))
    throw new InvalidState({ what: 'campaign', from: campaign.state, to: 'scheduled' });
  const { checks, revision } = await checkStored(ctx, campaign);
  const blocker = checks.find(({ level }) => level === 'blocker');
  if (blocker) throw new InvalidState({ reason: 'preflight', check: blocker.id, because: blocker.reason });

  const startsAt = at ?? ctx.now();
  await inTransaction(ctx, async (tx) => {
    // Locks the row at the revision that was checked: a save that came between is a conflict, one that comes later is refused.
    const { count } = await tx.db.campaign.updateMany({ where: { id, revision }, data: { revision } });
    if (count !== 1) throw new Conflict({ what: 'campaign' });
    await moveCampaign(tx, id, 'scheduled', { data: { scheduledAt: startsAt } });
    const payload = { version: 1, workspaceId: ctx.workspace.id, campaignId: id } as const;
    await enqueue(tx, startJob, payload, at === null ? {} : { startAfter: at });
  });
  return { at: startsAt };
}

/** Back to a draft: nothing will be sent. The job that waits finds it so. Throws NotFound, InvalidState once it has begun. */
export async function unscheduleCampaign(ctx: TenantCtx, id: string): Promise<void> {
  await inTransaction(ctx, (tx) => moveCampaign(tx, id, 'draft', { data: { scheduledAt: null } }));
}

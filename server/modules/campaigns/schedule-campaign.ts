import { inTransaction } from '#server/db/client.ts';
import type { Campaign } from '#server/db/generated/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { findCampaign } from './find-campaign.ts';
import { moveCampaign, recordStep } from './move-campaign.ts';
import { openRequest } from './open-review.ts';
import { checkStored } from './preflight.ts';
import { approvalRequired, asksAgain, reviewersOf } from './reviewers.ts';
import type { ScheduleInput } from './schemas.ts';
import { startJob } from './start-job.ts';
import { mayMove } from './state.ts';

/** A time that passed while the page was open still means now; a minute later it is a mistake. */
const soonest = 60_000;
const farthest = 365 * 86_400_000;

/** Throws InvalidInput (`in-the-past`, `too-far`) for a time that nothing can be planned for; null is now. */
export function assertSendTime(ctx: TenantCtx, at: Date | null): void {
  if (at === null) return;
  const away = at.getTime() - ctx.now().getTime();
  if (away < -soonest) throw new InvalidInput({ reason: 'in-the-past', field: 'at' });
  if (away > farthest) throw new InvalidInput({ reason: 'too-far', field: 'at' });
}

/** Throws InvalidState (`preflight`, with the check and its reason) while anything stands between the campaign and its recipients. */
export async function assertReady(ctx: TenantCtx, campaign: Campaign): Promise<void> {
  const { checks } = await checkStored(ctx, campaign);
  const blocker = checks.find(({ level }) => level === 'blocker');
  if (blocker) throw new InvalidState({ reason: 'preflight', check: blocker.id, because: blocker.reason });
}

/** `→ scheduled` with the job that starts it, in the caller's transaction; Conflict unless the campaign is as it was checked. */
export async function putIntoQueue(tx: TenantCtx, checked: Campaign, at: Date | null): Promise<Date> {
  const { id, revision, state } = checked;
  // Locks the row at the revision that was checked: a save that came between is a conflict, one that comes later is refused.
  const { count } = await tx.db.campaign.updateMany({ where: { id, revision, state }, data: { revision } });
  if (count !== 1) throw new Conflict({ what: 'campaign' });
  const startsAt = at ?? tx.now();
  await moveCampaign(tx, id, 'scheduled', { data: { scheduledAt: startsAt } });
  await enqueueStart(tx, id, at);
  return startsAt;
}

async function enqueueStart(tx: TenantCtx, campaignId: string, at: Date | null): Promise<void> {
  const payload = { version: 1, workspaceId: tx.workspace.id, campaignId } as const;
  await enqueue(tx, startJob, payload, at === null ? {} : { startAfter: at });
}

/**
 * Sends a draft or an overdue campaign now (`at` null), or at a time: checks it, takes it to `scheduled` and enqueues its start, all
 * of which holds only for the revision that was checked. Throws InvalidState (`preflight`; `in-review`; `approval-required` where the
 * workspace wants a second person's), InvalidInput (`in-the-past`, `too-far`), Conflict when somebody saved meanwhile.
 */
export async function scheduleCampaign(ctx: TenantCtx, input: ScheduleInput): Promise<{ at: Date }> {
  const { id, at } = input;
  assertSendTime(ctx, at);
  const campaign = await findCampaign(ctx, id);
  const { state } = campaign;
  if (state === 'in_review') throw new InvalidState({ what: 'campaign', reason: 'in-review' });
  if (!mayMove(state, 'scheduled')) throw new InvalidState({ what: 'campaign', from: state, to: 'scheduled' });
  await assertApproval(ctx, campaign);
  await assertReady(ctx, campaign);
  return { at: await inTransaction(ctx, (tx) => putIntoQueue(tx, campaign, at)) };
}

/** An overdue campaign that was approved stays so where who sets its new time could have approved it. */
async function assertApproval(ctx: TenantCtx, campaign: Campaign): Promise<void> {
  const standing = campaign.state === 'overdue' && !(await asksAgain(ctx, campaign));
  if (!standing && (await approvalRequired(ctx))) {
    throw new InvalidState({ what: 'campaign', reason: 'approval-required' });
  }
}

/** `asked`: it waits for a second person's approval for that time. `at` null: as soon as that is given. */
export type Rescheduled = { at: Date | null; asked: boolean };

/**
 * Another time for a scheduled or overdue campaign (`at` null: now). The same time again changes nothing. What is sent can't have changed; but
 * where approvals are a duty its time was approved too, so from whoever may not approve it another time is a new request. Throws NotFound,
 * InvalidInput, Conflict, InvalidState (`already-begun`; `no-reviewer`; `preflight`).
 */
export async function rescheduleCampaign(ctx: TenantCtx, input: ScheduleInput): Promise<Rescheduled> {
  const { id, at } = input;
  const campaign = await findCampaign(ctx, id);
  const { state, scheduledAt: before } = campaign;
  if (state !== 'scheduled' && state !== 'overdue')
    throw new InvalidState({ what: 'campaign', reason: 'already-begun' });
  assertSendTime(ctx, at);
  if (state === 'scheduled' && at !== null && before?.getTime() === at.getTime()) return { at, asked: false };
  if (await asksAgain(ctx, campaign)) return askAgain(ctx, campaign, at);
  if (state === 'overdue') return { ...(await scheduleCampaign(ctx, input)), asked: false };
  const startsAt = at ?? ctx.now();
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.campaign.updateMany({
      where: { id, state: 'scheduled' },
      data: { scheduledAt: startsAt, updatedAt: tx.now() },
    });
    if (count !== 1) throw new InvalidState({ what: 'campaign', reason: 'already-begun' });
    await recordStep(tx, id, { from: 'scheduled', to: 'scheduled', why: 'rescheduled' });
    await audit(tx, {
      action: 'campaigns.reschedule',
      subject: { kind: 'campaign', id, name: campaign.name },
      before: { scheduledAt: before },
      after: { scheduledAt: startsAt },
    });
    await enqueueStart(tx, id, at);
  });
  return { at: startsAt, asked: false };
}

async function askAgain(ctx: TenantCtx, campaign: Campaign, at: Date | null): Promise<Rescheduled> {
  const askedBy = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  if ((await reviewersOf(ctx, campaign, askedBy)).length === 0) throw new InvalidState({ reason: 'no-reviewer' });
  await assertReady(ctx, campaign);
  await inTransaction(ctx, (tx) => openRequest(tx, campaign, { at, note: '', askedBy, why: 'another-time' }));
  return { at, asked: true };
}

/**
 * Back to a draft: nothing will be sent, and whatever was approved asks anew. The job that waits finds it so. Twice is once; throws NotFound,
 * InvalidState once it has begun.
 */
export async function unscheduleCampaign(ctx: TenantCtx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if ((await findCampaign(tx, id)).state === 'draft') return;
    await moveCampaign(tx, id, 'draft', { data: { scheduledAt: null } });
  });
}

import type { Campaign, CampaignState, Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { mayMove } from './state.ts';

type Also = Pick<Prisma.CampaignUncheckedUpdateManyInput, 'scheduledAt' | 'audience'>;

/** The dates that a step sets. Whatever is frozen anew begins anew, and counts in that month. */
function datesOf(to: CampaignState, now: Date): Prisma.CampaignUncheckedUpdateManyInput {
  if (to === 'freezing') return { startedAt: now };
  if (to === 'overdue' || to === 'draft') return { startedAt: null };
  if (to === 'finished') return { finishedAt: now };
  if (to === 'closed') return { closedAt: now };
  return {};
}

/**
 * Takes a campaign one step further; the only writer of its state. Call it within a transaction: the step, its date and
 * its audit row belong together. Throws NotFound, and InvalidState `{from, to}` for a step that the machine has not or
 * that somebody else made impossible in the meantime.
 */
export async function moveCampaign(
  tx: TenantCtx,
  id: string,
  to: CampaignState,
  options: { why?: string; data?: Also } = {},
): Promise<Campaign> {
  const campaign = await tx.db.campaign.findFirst({ where: { id } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  const from = campaign.state;
  const now = tx.now();
  if (!mayMove(from, to)) throw new InvalidState({ what: 'campaign', from, to });
  const data = { ...datesOf(to, now), ...options.data, state: to, stateAt: now, updatedAt: now };
  const { count } = await tx.db.campaign.updateMany({ where: { id, state: from }, data });
  if (count !== 1) throw new InvalidState({ what: 'campaign', from, to });
  await recordStep(tx, id, { from, to, why: options.why ?? null });
  if (from === 'in_review') await closeReview(tx, id);
  await audit(tx, {
    action: `campaigns.${to.replace('_', '-')}`,
    subject: { kind: 'campaign', id, name: campaign.name },
    before: { state: from },
    after: { state: to, ...(options.why ? { why: options.why } : {}) },
  });
  return { ...campaign, ...data } as Campaign;
}

/** One line of a campaign's history. */
export async function recordStep(
  tx: TenantCtx,
  campaignId: string,
  step: { from: CampaignState; to: CampaignState; why: string | null },
): Promise<void> {
  const at = tx.now();
  const id = uuid7(at.getTime());
  const { actor, workspace } = tx;
  await tx.db.campaignStep.create({
    data: { workspaceId: workspace.id, id, campaignId, ...step, at, actorName: actor.name },
  });
}

/** Whoever leaves a review undecided has withdrawn it: no approval outlives what it was asked for. */
async function closeReview(tx: TenantCtx, campaignId: string): Promise<void> {
  await tx.db.campaignReview.updateMany({
    where: { campaignId, decision: null },
    data: {
      decision: 'withdrawn',
      decidedAt: tx.now(),
      decidedBy: tx.actor.kind === 'person' ? tx.actor.id : null,
      deciderName: tx.actor.name,
    },
  });
}

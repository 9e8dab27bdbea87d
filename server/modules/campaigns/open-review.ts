import type { Campaign } from '#server/db/generated/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { reviewMailJob } from './jobs.ts';
import { moveCampaign } from './move-campaign.ts';

type Request = {
  /** When it is to be sent; null: as soon as it is approved. */
  at: Date | null;
  note: string;
  /** Null where the platform asks. */
  askedBy: string | null;
  why?: 'another-time' | 'approval-turned-on';
};

/**
 * Takes a campaign to `in_review` exactly as it was read, with the request that a second person decides and the mail to those who may. In the
 * caller's transaction; Conflict unless the campaign is as it was read. Answers the request's id.
 */
export async function openRequest(tx: TenantCtx, read: Campaign, request: Request): Promise<string> {
  const { id: campaignId, revision, state } = read;
  const { count } = await tx.db.campaign.updateMany({ where: { id: campaignId, revision, state }, data: { revision } });
  if (count !== 1) throw new Conflict({ what: 'campaign' });
  const { why, at, ...asked } = request;
  await moveCampaign(tx, campaignId, 'in_review', { data: { scheduledAt: null }, ...(why ? { why } : {}) });
  const id = uuid7(tx.now().getTime());
  const workspaceId = tx.workspace.id;
  await tx.db.campaignReview.create({
    data: {
      ...{ workspaceId, id, campaignId, revision, scheduledAt: at, ...asked },
      ...{ askerName: tx.actor.name, askedAt: tx.now() },
    },
  });
  await enqueue(tx, reviewMailJob, { version: 1, workspaceId, reviewId: id });
  return id;
}

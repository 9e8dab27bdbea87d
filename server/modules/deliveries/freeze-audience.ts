import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { DomainError, InvalidState, NotFound, QuotaExceeded } from '#server/lib/errors.ts';
import { uuid7Time } from '#server/lib/uuid.ts';
import { assertQuota, campaignAudience, compileCampaign, holdIfUnapproved, moveCampaign } from '../campaigns/index.ts';
import { ensurePartitions, insertAudience, lockQuota, tryFreezeLock } from './freeze.sql.ts';
import { holdOf } from './hold.ts';
import { freezeJob } from './jobs.ts';

/** Later than this a campaign's time is missed: it asks a person rather than surprise its readers. */
export const LATE_MS = 3_600_000;
const FREEZE_TIMEOUT_MS = 600_000;

/**
 * Begins a scheduled campaign whose time has come (`freezing`); earlier it does nothing. What may not be sent at that time (the workspace
 * is suspended, the service has ended, the sender's domain is no longer verified) waits, and after an hour is `overdue` like anything that
 * was missed. What lacks an approval that is a duty meanwhile asks for it instead.
 */
export async function startCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const campaign = await tx.db.campaign.findFirst({ where: { id: campaignId } });
    if (!campaign) throw new NotFound({ what: 'campaign' });
    const { state, scheduledAt } = campaign;
    const late = tx.now().getTime() - (scheduledAt ?? campaign.stateAt).getTime();
    if (state !== 'scheduled' || late < 0) return;
    // Holds the row at the time that was read: a plan that was moved meanwhile is another.
    const { count } = await tx.db.campaign.updateMany({
      where: { id: campaignId, state, scheduledAt },
      data: { scheduledAt },
    });
    if (count !== 1) return;
    const hold = await holdOf(tx, campaign);
    if (late > LATE_MS) {
      await moveCampaign(tx, campaignId, 'overdue', { why: hold ?? 'missed' });
      return;
    }
    if (hold !== null || (await holdIfUnapproved(tx, campaign))) return;
    await moveCampaign(tx, campaignId, 'freezing');
    await enqueue(tx, freezeJob, { version: 1, workspaceId: tx.workspace.id, campaignId });
  });
}

/**
 * Writes the audience of a `freezing` campaign into the ledger, everyone that its groups match, and begins sending: all
 * in one transaction, so that whoever comes again after a crash finds either nothing or all. A campaign for which the month's messages
 * don't suffice is `overdue`: a person decides when; one whose message doesn't compile is suspended with the reason.
 */
export async function freezeAudience(ctx: TenantCtx, campaignId: string): Promise<void> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id: campaignId } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  if (campaign.state !== 'freezing') return;
  try {
    await compileCampaign(ctx, campaignId);
    await ensurePartitions(uuid7Time(campaignId), 1);
    await inTransaction(ctx, (tx) => freeze(tx, campaignId), { timeoutMs: FREEZE_TIMEOUT_MS });
  } catch (error) {
    // A step that somebody else took first is theirs to go on from.
    if (!(error instanceof DomainError) || (error instanceof InvalidState && 'from' in error.data)) throw error;
    const why = typeof error.data.reason === 'string' ? `${error.kind}: ${error.data.reason}` : error.kind;
    const to = error instanceof QuotaExceeded ? 'overdue' : 'suspended';
    await inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, to, { why }));
  }
}

async function freeze(tx: TenantCtx, campaignId: string): Promise<void> {
  if (!(await tryFreezeLock(tx, campaignId))) return;
  const campaign = await tx.db.campaign.findFirst({ where: { id: campaignId } });
  if (campaign?.state !== 'freezing') return;
  await lockQuota(tx);
  const rows = await insertAudience(tx, campaignId, await campaignAudience(tx, campaign));
  // The rows just written are counted by the quota already: nothing is planned beyond them.
  await assertQuota(tx, 0);
  await moveCampaign(tx, campaignId, 'sending', { data: { audience: rows } });
}

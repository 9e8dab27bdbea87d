import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidState } from '#server/lib/errors.ts';
import { moveCampaign } from '../campaigns/index.ts';
import { findWorkspace, providerSettings } from '../workspaces/index.ts';
import { closeDueCampaigns } from './close-campaigns.ts';
import { dueCampaigns } from './freeze.sql.ts';
import { freezeAudience, LATE_MS, startCampaign } from './freeze-audience.ts';
import { closeJob } from './jobs.ts';
import type { Ledger } from './ledger-pool.sql.ts';
import {
  cancelledCampaigns,
  cancelRows,
  drainedCampaigns,
  dropCursor,
  recoverExpired,
  recoverOrphans,
} from './recover.sql.ts';

const CANCEL_CHUNK = 20_000;

/**
 * What has to happen to campaigns by itself, whichever process does it: takes over expired leases, begins what is due,
 * ends what is drained, settles what was cancelled, closes what should be closed. Any number of processes may do it at once.
 */
export async function tendCampaigns(ctx: SystemCtx, ledger: Ledger): Promise<void> {
  const recovered = await recoverExpired(ledger);
  if (recovered.leases > 0) ctx.log.warn(recovered, 'expired leases taken over');
  for (const due of await dueCampaigns(ctx, ctx.now(), new Date(ctx.now().getTime() - LATE_MS))) {
    const tenant = await findWorkspace(ctx, due.workspaceId);
    await unlessMoved(async () => {
      if (due.state === 'scheduled') await startCampaign(tenant, due.campaignId);
      await freezeAudience(tenant, due.campaignId);
    });
  }
  for (const drained of await drainedCampaigns(ctx)) {
    const orphans = await recoverOrphans(ledger, drained);
    if (orphans > 0) ctx.log.error({ campaign: drained.campaignId, orphans }, 'rows that nothing led to were put back');
    else
      await unlessMoved(async () => finishCampaign(await findWorkspace(ctx, drained.workspaceId), drained.campaignId));
  }
  for (const cancelled of await cancelledCampaigns(ctx)) {
    await sweepCancelled(await findWorkspace(ctx, cancelled.workspaceId), cancelled.campaignId);
  }
  const closed = await closeDueCampaigns(ctx);
  if (closed > 0) ctx.log.warn({ closed }, 'campaigns closed whose job did not');
}

/** `sending → finished`, with the job that closes it when the bounce window has passed. */
async function finishCampaign(ctx: TenantCtx, campaignId: string): Promise<void> {
  const days = (await providerSettings(ctx))['sending.bounce-window-days'];
  await inTransaction(ctx, async (tx) => {
    await moveCampaign(tx, campaignId, 'finished');
    await enqueue(
      tx,
      closeJob,
      { version: 1, workspaceId: ctx.workspace.id, campaignId },
      { startAfter: new Date(ctx.now().getTime() + days * 86_400_000) },
    );
  });
}

/** Settles a cancelled campaign's waiting rows. */
export async function sweepCancelled(ctx: TenantCtx, campaignId: string): Promise<void> {
  while ((await cancelRows(ctx, campaignId, CANCEL_CHUNK)) === CANCEL_CHUNK);
  await dropCursor(ctx, campaignId);
}

/** Somebody else took the step first: that is what was wanted. */
async function unlessMoved(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof InvalidState)) throw error;
  }
}

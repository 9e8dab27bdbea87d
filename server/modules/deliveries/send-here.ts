import { setTimeout as delay } from 'node:timers/promises';
import { systemDb } from '#server/db/client.ts';
import type { CampaignState } from '#server/db/generated/enums.ts';
import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { isAlive } from '#server/lib/heartbeat.ts';
import { transportConfig } from '#server/mail/configured-transport.ts';
import { createTransport } from '#server/mail/transport.ts';
import { scheduleCampaign } from '../campaigns/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { type EngineOptions, runEngineOn } from './engine.ts';
import { freezeAudience, startCampaign } from './freeze-audience.ts';
import { campaignsInMotion } from './queue.sql.ts';
import { requiredTransport } from './required-transport.ts';

const LOOK_MS = 200;
const RETRY_MS = 5_000;

/** Runs the engine on the configured transport until the signal; without one it waits for it to be configured. */
export async function runEngine(ctx: SystemCtx, options: Omit<EngineOptions, 'transport'>): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    try {
      const connections = options.connections ?? (await providerSettings(ctx))['sending.connections'];
      const transport = createTransport(transportConfig(), { sessions: connections });
      try {
        await runEngineOn(ctx, { ...options, connections, transport });
      } finally {
        await transport.close();
      }
    } catch (error) {
      ctx.log.warn({ err: error }, 'the sending engine waits');
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

export type HereOptions = Omit<EngineOptions, 'transport' | 'signal' | 'campaignId'> & { signal?: AbortSignal };

/**
 * Sends one campaign in this process until it is finished (or somebody suspends or cancels it), whether or not a worker
 * does so too. A draft is checked as scheduling checks it and started now, like a scheduled or an overdue one; a suspended
 * one is left alone. Answers its state. Throws InvalidState (`no-transport`) where neither this process nor a worker can send.
 */
export async function sendCampaignHere(
  ctx: TenantCtx,
  campaignId: string,
  options: HereOptions = {},
): Promise<CampaignState> {
  const here = await canSendHere();
  await begin(ctx, campaignId);
  await freezeAudience(ctx, campaignId);
  const stop = new AbortController();
  options.signal?.addEventListener('abort', () => stop.abort(), { once: true });
  if (options.signal?.aborted) stop.abort();
  const system: SystemCtx = { kind: 'system', actor: ctx.actor, db: systemDb(), log: ctx.log, now: ctx.now };
  const running = here ? runEngine(system, { ...options, signal: stop.signal, campaignId }) : null;
  let state = await stateOf(ctx, campaignId);
  while (!stop.signal.aborted && (state === 'sending' || state === 'freezing')) {
    await delay(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    state = await stateOf(ctx, campaignId);
  }
  stop.abort();
  await running;
  return state;
}

/**
 * A bounded slice of the engine's work for hosts without a worker: what is due is begun, what can be sent is sent, and after
 * `seconds`, or as soon as nothing is left to do now, the leases are given back.
 */
export async function sendSlice(
  ctx: SystemCtx,
  options: Omit<EngineOptions, 'transport' | 'signal' | 'campaignId'> & { seconds: number },
): Promise<void> {
  const { seconds, ...rest } = options;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), seconds * 1000);
  const running = runEngine(ctx, { ...rest, signal: stop.signal });
  while (!stop.signal.aborted) {
    await delay(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    if (!(await campaignsInMotion(ctx, ctx.now()))) stop.abort();
  }
  clearTimeout(timer);
  await running;
}

/** Whether this process has a way to send; without one it may wait for a worker that has. */
async function canSendHere(): Promise<boolean> {
  try {
    requiredTransport();
    return true;
  } catch (error) {
    if (error instanceof InvalidState && (await isAlive('worker'))) return false;
    throw error;
  }
}

async function begin(ctx: TenantCtx, campaignId: string): Promise<void> {
  const state = await stateOf(ctx, campaignId);
  if (state === 'draft' || state === 'in_review' || state === 'overdue') {
    await scheduleCampaign(ctx, { id: campaignId, at: null });
  } else if (state === 'scheduled') {
    await ctx.db.campaign.updateMany({ where: { id: campaignId, state }, data: { scheduledAt: ctx.now() } });
  }
  await startCampaign(ctx, campaignId);
}

async function stateOf(ctx: TenantCtx, campaignId: string): Promise<CampaignState> {
  const campaign = await ctx.db.campaign.findFirst({ where: { id: campaignId }, select: { state: true } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  return campaign.state;
}

import type { Prisma } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { type HealthLimits, judgeHealth } from './customer-health.ts';
import { measure } from './health.sql.ts';

export function healthLimits(settings: ProviderSettings): HealthLimits {
  return {
    leastMessages: settings['health.least-messages'],
    bounceWatch: settings['health.bounce-watch-percent'],
    bounceBad: settings['health.bounce-bad-percent'],
    complaintWatch: settings['health.complaint-watch-percent'],
    complaintBad: settings['health.complaint-bad-percent'],
  };
}

/** Counts a customer's rows anew, judges them and keeps the result; nothing for an unknown one. */
export async function measureCustomer(ctx: StaffCtx | SystemCtx, workspaceId: string, limits: HealthLimits) {
  const facts = await measure(ctx, workspaceId);
  if (!facts) return;
  const { contacts, messages, sent, bounced, complained } = facts;
  const { level, reasons } = judgeHealth(facts, limits);
  const data = {
    at: ctx.now(),
    level,
    reasons: reasons as Prisma.InputJsonValue,
    contacts,
    messages,
    sent,
    bounced,
    complained,
  };
  await ctx.db.workspaceHealth.upsert({ where: { workspaceId }, create: { workspaceId, ...data }, update: data });
}

/** Measures every customer that has not ended, one after the other; stops where `signal` says so. */
export async function measureCustomers(ctx: SystemCtx, signal?: AbortSignal): Promise<void> {
  const limits = healthLimits(await providerSettings(ctx));
  const workspaces = await ctx.db.workspace.findMany({ where: { state: { not: 'ended' } }, select: { id: true } });
  for (const { id } of workspaces) {
    if (signal?.aborted) return;
    await measureCustomer(ctx, id, limits);
  }
}

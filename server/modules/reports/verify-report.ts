import type { TenantCtx } from '#server/lib/context.ts';
import { checkCounters } from '../tracking/index.ts';
import { readReport } from './campaign-report.ts';

/** Counts everything anew: the states against the frozen audience, and the kept sums of events against their rows. */
export async function verifyReport(ctx: TenantCtx, campaignId: string) {
  const [report, counters] = await Promise.all([readReport(ctx, campaignId), checkCounters(ctx, campaignId)]);
  const { audience, states, sumsMatch } = report;
  const counted = Object.values(states).reduce((sum, count) => sum + count, 0);
  return { at: report.at, audience, counted, sumsMatch, counterMismatches: counters.length };
}

import { handleJob, type JobHandler } from '#server/jobs/define.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import { sendAccessLinksJob, sweepPeopleJob } from './jobs.ts';
import { sendAccessLinks } from './reset-password.ts';

const DAY_MS = 86_400_000;

/** Deletes what is kept for a time only. Active sessions stay, whatever their age. */
export async function sweepPeople(ctx: SystemCtx): Promise<void> {
  const days = (await providerSettings(ctx))['retention.sign-ins-days'];
  const before = new Date(ctx.now().getTime() - days * DAY_MS);
  await ctx.db.signInAttempt.deleteMany({ where: { at: { lt: before } } });
  await ctx.db.personLink.deleteMany({ where: { expiresAt: { lt: before } } });
  await ctx.db.signInTicket.deleteMany({ where: { expiresAt: { lt: new Date(ctx.now().getTime() - DAY_MS) } } });
  await ctx.db.session.deleteMany({ where: { endedAt: { lt: before } } });
}

export const identityJobs: JobHandler[] = [
  handleJob(sendAccessLinksJob, (ctx, { v: _, ...asked }) => sendAccessLinks(ctx, asked)),
  handleJob(sweepPeopleJob, sweepPeople, { schedule: '25 3 * * *' }),
];

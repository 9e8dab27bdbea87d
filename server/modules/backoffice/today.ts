import type { StaffCtx } from '#server/lib/context.ts';
import { listPurchases } from '../billing/index.ts';
import { listUnverifiedDomains } from '../domains/index.ts';
import { failedJobs } from './jobs.sql.ts';

const SHOWN = 20;

/** What waits for a person of the provider's: rows that are there, at most twenty of each. */
export async function today(ctx: StaffCtx) {
  const now = ctx.now();
  const [pending, expired, waiting, jobs, mails] = await Promise.all([
    listPurchases(ctx, { limit: SHOWN, state: 'pending' }),
    ctx.db.purchase.findMany({
      where: { state: { in: ['paid', 'trial'] }, expiresAt: { lte: now } },
      select: { id: true, email: true, customerName: true, plan: true, expiresAt: true },
      orderBy: { expiresAt: 'desc' },
      take: SHOWN,
    }),
    listUnverifiedDomains(ctx, { limit: SHOWN }),
    failedJobs(ctx, { limit: SHOWN }),
    ctx.db.systemMail.findMany({
      where: { sentAt: null, failure: { not: null } },
      select: { id: true, kind: true, to: true, failure: true, attempts: true, createdAt: true },
      orderBy: { id: 'desc' },
      take: SHOWN,
    }),
  ]);
  const owners = await ctx.db.workspace.findMany({
    where: { id: { in: waiting.map((domain) => domain.workspaceId) } },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map((owner) => [owner.id, owner.name]));
  return {
    pending: pending.rows.map(({ activationUrl: _, ...row }) => row),
    expired,
    domains: waiting.map((domain) => ({ ...domain, workspaceName: names.get(domain.workspaceId) ?? '' })),
    jobs,
    mails,
  };
}

import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { listPurchases } from '../billing/index.ts';
import { contactCounts, pageOfCustomers } from './customers.sql.ts';
import type { ListCustomersInput } from './schemas.ts';

const PARTS = 100;

/** A page of customers with the features that run now and their contacts: three queries, however many rows. */
export async function listCustomers(ctx: StaffCtx | SystemCtx, input: ListCustomersInput) {
  const page = await pageOfCustomers(ctx, input);
  const ids = page.rows.map((row) => row.id);
  const now = ctx.now();
  const [counts, entitlements] = await Promise.all([
    contactCounts(ctx, ids),
    ctx.db.entitlement.findMany({
      where: { workspaceId: { in: ids }, from: { lte: now }, OR: [{ until: null }, { until: { gt: now } }] },
      select: { workspaceId: true, feature: true, trial: true },
    }),
  ]);
  return {
    next: page.next,
    rows: page.rows.map((row) => {
      const own = entitlements.filter((entitlement) => entitlement.workspaceId === row.id);
      return {
        ...row,
        features: [...new Set(own.map((entitlement) => entitlement.feature))],
        trial: own.some((entitlement) => entitlement.trial),
        contacts: counts.get(row.id) ?? 0,
      };
    }),
  };
}

/** Everything that the console's page of one customer shows. NotFound for an unknown id. */
export async function customerFacts(ctx: StaffCtx, workspaceId: string, options: { withLinks: boolean }) {
  const workspace = await ctx.db.workspace.findUnique({ where: { id: workspaceId } });
  if (!workspace) throw new NotFound({ what: 'customer' });
  const of = { where: { workspaceId }, take: PARTS };
  const [entitlements, memberships, domains, acceptances, purchases, counts] = await Promise.all([
    ctx.db.entitlement.findMany({ ...of, orderBy: { from: 'desc' } }),
    ctx.db.membership.findMany({
      ...of,
      select: {
        userId: true,
        role: true,
        createdAt: true,
        user: { select: { name: true, username: true, email: true } },
      },
      orderBy: { createdAt: 'asc' },
    }),
    ctx.db.sendingDomain.findMany({ ...of, orderBy: { domain: 'asc' } }),
    ctx.db.acceptance.findMany({ ...of, orderBy: { id: 'desc' } }),
    listPurchases(ctx, { limit: PARTS, workspaceId }),
    contactCounts(ctx, [workspaceId]),
  ]);
  return {
    workspace,
    entitlements,
    domains,
    acceptances,
    contacts: counts.get(workspaceId) ?? 0,
    members: memberships.map(({ user, ...membership }) => ({ ...membership, ...user })),
    purchases: purchases.rows.map((row) => (options.withLinks ? row : { ...row, activationUrl: null })),
  };
}

import type { Entitlement } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { listPurchases } from '../billing/index.ts';
import { FEW_ROWS, providerSettings } from '../workspaces/index.ts';
import { featureNames } from '../workspaces/schemas.ts';
import { type CustomerRow, contactCounts, pageOfCustomers } from './customers.sql.ts';
import { healthLimits, measureCustomer } from './measure-customers.ts';
import { type HealthLevel, type HealthReason, listCustomersInput } from './schemas.ts';

const PARTS = 100;
/** So many that were never measured are measured for a list: the job has the others in its next round. */
const MEASURED_HERE = 20;
const FRESH_MS = 60_000;
const measuring = new Set<string>();

/** Measures a customer for its page: small ones before it is shown, one with many rows beside it. */
async function measureForPage(ctx: StaffCtx, workspaceId: string): Promise<void> {
  const known = await ctx.db.workspaceHealth.findUnique({ where: { workspaceId } });
  const limits = healthLimits(await providerSettings(ctx));
  if (!known || known.contacts + known.messages + known.sent <= FEW_ROWS)
    return measureCustomer(ctx, workspaceId, limits);
  if (ctx.now().getTime() - known.at.getTime() < FRESH_MS || measuring.has(workspaceId)) return;
  measuring.add(workspaceId);
  void measureCustomer(ctx, workspaceId, limits)
    .catch((error: unknown) => ctx.log.error({ err: error, workspaceId }, 'a customer could not be measured'))
    .finally(() => measuring.delete(workspaceId));
}

/** The largest that any of the entitlements gives; null where none limits it. */
function limitOf(entitlements: readonly Pick<Entitlement, 'limits'>[], name: string): number | null {
  const values = entitlements
    .map(({ limits }) => (limits as Record<string, unknown>)[name])
    .filter((value): value is number => typeof value === 'number');
  return values.length > 0 ? Math.max(...values) : null;
}

/** Those on the page that have no figures yet get them now. */
async function measureNew(ctx: StaffCtx | SystemCtx, rows: readonly CustomerRow[]): Promise<boolean> {
  const fresh = rows.filter((row) => row.measuredAt === null && row.state !== 'ended').slice(0, MEASURED_HERE);
  if (fresh.length === 0) return false;
  const limits = healthLimits(await providerSettings(ctx));
  for (const { id } of fresh) await measureCustomer(ctx, id, limits);
  return true;
}

/** A page of customers with what they may use, how much of it they do, and how they are: few queries, however many rows. */
export async function listCustomers(ctx: StaffCtx | SystemCtx, given: { limit: number } & Record<string, unknown>) {
  const input = listCustomersInput.parse(given);
  let page = await pageOfCustomers(ctx, input);
  if (await measureNew(ctx, page.rows)) page = await pageOfCustomers(ctx, input);
  const ids = page.rows.map((row) => row.id);
  const now = ctx.now();
  const [counts, entitlements] = await Promise.all([
    contactCounts(ctx, ids),
    ctx.db.entitlement.findMany({
      where: { workspaceId: { in: ids }, from: { lte: now }, OR: [{ until: null }, { until: { gt: now } }] },
      select: { workspaceId: true, feature: true, trial: true, limits: true },
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
        contactLimit: limitOf(own, 'contacts'),
        messageLimit: limitOf(own, 'messagesPerMonth'),
      };
    }),
  };
}

/** Everything that the console's page of one customer shows, measured now or, of a large one, lately. NotFound for an unknown id. */
export async function customerFacts(ctx: StaffCtx, workspaceId: string, options: { withLinks: boolean }) {
  const workspace = await ctx.db.workspace.findUnique({ where: { id: workspaceId } });
  if (!workspace) throw new NotFound({ what: 'customer' });
  await measureForPage(ctx, workspaceId);
  const of = { where: { workspaceId }, take: PARTS };
  const [entitlements, memberships, domains, acceptances, purchases, health] = await Promise.all([
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
    ctx.db.workspaceHealth.findUnique({ where: { workspaceId } }),
  ]);
  const now = ctx.now();
  const running = entitlements.filter((row) => row.from <= now && (row.until === null || row.until > now));
  return {
    workspace,
    entitlements,
    /** Every service there is, on or off, and until when (H16). */
    features: featureNames.map((feature) => {
      const own = running.filter((row) => row.feature === feature);
      const open = own.some((row) => row.until === null);
      const last = own.map((row) => row.until?.getTime() ?? 0).reduce((a, b) => Math.max(a, b), 0);
      return {
        feature,
        on: own.length > 0,
        trial: own.length > 0 && own.every((row) => row.trial),
        until: own.length === 0 || open ? null : new Date(last),
      };
    }),
    domains,
    acceptances,
    contacts: health?.contacts ?? 0,
    measuredAt: health?.at ?? now,
    use: {
      contacts: health?.contacts ?? 0,
      contactLimit: limitOf(running, 'contacts'),
      messages: health?.messages ?? 0,
      messageLimit: limitOf(running, 'messagesPerMonth'),
      sent: health?.sent ?? 0,
      bounced: health?.bounced ?? 0,
      complained: health?.complained ?? 0,
    },
    health: { level: (health?.level ?? 0) as HealthLevel, reasons: (health?.reasons ?? []) as HealthReason[] },
    members: memberships.map(({ user, ...membership }) => ({ ...membership, ...user })),
    purchases: purchases.rows.map((row) => (options.withLinks ? row : { ...row, activationUrl: null })),
  };
}

/** A customer's campaigns, newest first, as the console's page lists them. */
export function customerCampaigns(ctx: StaffCtx, workspaceId: string) {
  return ctx.db.campaign.findMany({
    where: { workspaceId },
    select: { id: true, name: true, subject: true, state: true, stateAt: true, audience: true, scheduledAt: true },
    orderBy: { createdAt: 'desc' },
    take: 20,
  });
}

import type { StaffCtx } from '#server/lib/context.ts';
import { listPurchases, openEnquiries } from '../billing/index.ts';
import { listUnverifiedDomains } from '../domains/index.ts';
import { failedJobs, listProcesses, type RunningProcess } from './jobs.sql.ts';
import type { HealthReason } from './schemas.ts';

const SHOWN = 20;
const DAY_MS = 86_400_000;
/** Links that expire within so long are worth a word to whoever has them. */
const EXPIRES_SOON_DAYS = 3;
const STUCK_HOURS = 24;

/** Those that died without a word and that nothing of their kind has replaced on their host since. */
function lostProcesses(processes: readonly RunningProcess[]): RunningProcess[] {
  return processes.filter(
    (row) =>
      row.lost &&
      !processes.some(
        (other) => !other.lost && other.kind === row.kind && other.host === row.host && other.startedAt > row.seenAt,
      ),
  );
}

/** What waits for a person of the provider's: rows that are there, at most twenty of each, the oldest of them first. */
export async function today(ctx: StaffCtx) {
  const now = ctx.now();
  const soon = new Date(now.getTime() + EXPIRES_SOON_DAYS * DAY_MS);
  const campaign = { workspaceId: true, id: true, name: true, stateAt: true, scheduledAt: true } as const;
  const [
    enquiries,
    pending,
    expiring,
    domains,
    jobs,
    mails,
    reports,
    flags,
    overdue,
    held,
    sick,
    suspended,
    blocked,
    processes,
  ] = await Promise.all([
    openEnquiries(ctx, SHOWN),
    listPurchases(ctx, { limit: SHOWN, state: 'pending' }),
    ctx.db.purchase.findMany({
      where: { state: { in: ['paid', 'trial'] }, expiresAt: { lte: soon } },
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
    ctx.db.misuseReport.findMany({
      where: { closedAt: null },
      select: { workspaceId: true, id: true, kind: true, reporterName: true, at: true },
      orderBy: { at: 'asc' },
      take: SHOWN,
    }),
    // Answered by the customer: somebody must read it.
    ctx.db.particularsFlag.findMany({
      where: { resolvedAt: null, answer: { not: null } },
      select: { workspaceId: true, id: true, field: true, answer: true, at: true },
      orderBy: { at: 'asc' },
      take: SHOWN,
    }),
    ctx.db.campaign.findMany({
      where: { state: 'overdue' },
      select: campaign,
      orderBy: { stateAt: 'asc' },
      take: SHOWN,
    }),
    ctx.db.campaign.findMany({
      where: {
        state: { in: ['suspended', 'in_review'] },
        stateAt: { lt: new Date(now.getTime() - STUCK_HOURS * 3_600_000) },
      },
      select: { ...campaign, state: true },
      orderBy: { stateAt: 'asc' },
      take: SHOWN,
    }),
    ctx.db.workspaceHealth.findMany({
      where: { level: { gt: 0 } },
      select: { workspaceId: true, level: true, reasons: true, at: true },
      orderBy: [{ level: 'desc' }, { workspaceId: 'desc' }],
      take: 200,
    }),
    ctx.db.workspace.findMany({
      where: { state: 'suspended' },
      select: { id: true, name: true, stateAt: true, stateReason: true },
      orderBy: { stateAt: 'asc' },
      take: SHOWN,
    }),
    // Somebody has their password: they are out until a mailed link gives them a new one.
    ctx.db.user.findMany({
      where: { blockedAt: { not: null }, disabledAt: null },
      select: {
        ...{ id: true, name: true, username: true, blockedAt: true },
        memberships: {
          select: { workspace: { select: { id: true, name: true } } },
          orderBy: { createdAt: 'asc' },
          take: 1,
        },
        staffMembership: { select: { endedAt: true } },
      },
      orderBy: { blockedAt: 'asc' },
      take: SHOWN,
    }),
    listProcesses(ctx),
  ]);
  const rates = sick
    .map((row) => ({
      ...row,
      reasons: (row.reasons as HealthReason[]).filter(({ kind }) => kind === 'bounces' || kind === 'complaints'),
    }))
    .filter((row) => row.reasons.length > 0)
    .slice(0, SHOWN);
  const owned = [...domains, ...reports, ...flags, ...overdue, ...held, ...rates];
  const owners = await ctx.db.workspace.findMany({
    where: { id: { in: [...new Set(owned.map((row) => row.workspaceId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map((owner) => [owner.id, owner.name]));
  const named = <Row extends { workspaceId: string }>(rows: Row[]) =>
    rows.map((row) => ({ ...row, workspaceName: names.get(row.workspaceId) ?? '' }));
  return {
    at: now,
    missing: (['web', 'worker'] as const).filter((kind) => !processes.some((row) => row.kind === kind && !row.lost)),
    lost: lostProcesses(processes),
    reports: named(reports),
    flags: named(flags),
    overdue: named(overdue),
    held: named(held),
    rates: named(rates),
    suspended,
    blocked: blocked.flatMap(({ blockedAt, memberships, staffMembership: staff, ...person }) => {
      const workspace = memberships[0]?.workspace ?? null;
      const works = staff !== null && staff.endedAt === null;
      return blockedAt && (workspace || works) ? [{ ...person, blockedAt, workspace }] : [];
    }),
    enquiries,
    pending: pending.rows.map(({ activationUrl: _, ...row }) => row),
    expired: expiring.filter((row) => row.expiresAt <= now),
    expiring: expiring.filter((row) => row.expiresAt > now).reverse(),
    domains: named(domains),
    jobs,
    mails,
  };
}

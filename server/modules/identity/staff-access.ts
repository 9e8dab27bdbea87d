import type { StaffAccess } from '#server/db/generated/client.ts';
import type { TenantCtx, WideCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import { type StaffInsideRole, staffMay } from '#shared/permissions.ts';
import { staffRoleOf } from './roles.ts';
import type { StaffAccessesInput } from './schemas.ts';

/** An access that holds now: what the strip shows, and the role that the gate asks. */
type OpenAccess = Pick<StaffAccess, 'id' | 'purpose' | 'until' | 'staffName'> & { role: StaffInsideRole };

const holding = (now: Date) => ({ endedAt: null, until: { gt: now } });

/** When an access ended, or null while it holds. */
function accessEnd(access: Pick<StaffAccess, 'until' | 'endedAt'>, now: Date): Date | null {
  return access.endedAt ?? (access.until <= now ? access.until : null);
}

/**
 * The access by which a member of staff stands in a workspace now. Undefined without one, after its end, and for whom the provider
 * no longer employs in a role that may have one.
 */
export async function openAccessOf(ctx: WideCtx, userId: string, workspaceId: string): Promise<OpenAccess | undefined> {
  const found = await ctx.db.staffAccess.findFirst({
    where: { workspaceId, userId, ...holding(ctx.now()) },
    orderBy: { id: 'desc' },
  });
  if (!found) return undefined;
  const role = await staffRoleOf(ctx, userId);
  if (!role || !staffMay(role, 'staff:access')) return undefined;
  const { id, purpose, until, staffName, level } = found;
  return { id, purpose, until, staffName, role: level === 'act' ? 'staff-act' : 'staff-look' };
}

/** Whether a member of staff ever had an access to the workspace. */
export async function hadAccess(ctx: WideCtx, userId: string, workspaceId: string): Promise<boolean> {
  return (await ctx.db.staffAccess.count({ where: { workspaceId, userId } })) > 0;
}

/** Who of the staff stands in the workspace now: the notice on the customer's first page. */
export function openAccesses(ctx: TenantCtx) {
  return ctx.db.staffAccess.findMany({
    where: holding(ctx.now()),
    select: { id: true, staffName: true, purpose: true, level: true, until: true },
    orderBy: { id: 'desc' },
    take: 20,
  });
}

/** What a member of staff did in the workspace while an access held: the rows of the log between its start and its end. */
const actsWithin = (access: StaffAccess, now: Date) => ({
  workspaceId: access.workspaceId,
  actorKind: 'person',
  actorId: access.userId,
  at: { gte: access.createdAt, lte: accessEnd(access, now) ?? now },
  NOT: { action: { in: ['identity.open-staff-access', 'identity.end-staff-access'] } },
});

/** The staff's accesses to a workspace, newest first, each with how much was changed under it. */
export async function listStaffAccesses(ctx: TenantCtx, input: StaffAccessesInput) {
  const now = ctx.now();
  const found = await ctx.db.staffAccess.findMany({
    where: input.cursor ? { id: { lt: input.cursor } } : {},
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const page = toPage(found, input.limit, (row) => row.id);
  const acts = await Promise.all(page.rows.map((row) => ctx.db.auditEntry.count({ where: actsWithin(row, now) })));
  const rows = page.rows.map(({ workspaceId: _, ...row }, index) => ({
    ...row,
    ended: accessEnd(row, now),
    acts: acts[index] ?? 0,
  }));
  return { next: page.next, rows };
}

/** What was done under one access, newest first, at most 200. NotFound for another workspace's. */
export async function staffAccessActs(ctx: TenantCtx, accessId: string) {
  const access = await ctx.db.staffAccess.findFirst({ where: { id: accessId } });
  if (!access) throw new NotFound({ what: 'staff-access' });
  return ctx.db.auditEntry.findMany({
    where: actsWithin(access, ctx.now()),
    select: { id: true, at: true, action: true, subjectKind: true, subjectName: true },
    orderBy: { id: 'desc' },
    take: 200,
  });
}

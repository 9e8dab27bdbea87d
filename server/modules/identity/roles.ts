import type { MemberRole, StaffRole } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';

/** The workspaces that a person belongs to, by name. */
export async function membershipsOf(ctx: WideCtx, userId: string) {
  const rows = await ctx.db.membership.findMany({
    where: { userId },
    include: { workspace: { select: { id: true, slug: true, name: true, state: true } } },
    take: 200,
  });
  return rows.map((row) => ({ ...row.workspace, role: row.role })).sort((a, b) => a.name.localeCompare(b.name));
}

/** The person's role in a workspace; undefined for somebody who is not its member. */
export async function roleIn(ctx: WideCtx, userId: string, workspaceId: string): Promise<MemberRole | undefined> {
  const row = await ctx.db.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
  return row?.role;
}

/** The person's role at the provider, while it lasts. */
export async function staffRoleOf(ctx: WideCtx, userId: string): Promise<StaffRole | undefined> {
  const row = await ctx.db.staffMembership.findUnique({ where: { userId } });
  return row && !row.endedAt ? row.role : undefined;
}

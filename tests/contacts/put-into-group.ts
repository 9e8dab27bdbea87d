import type { TenantCtx } from '#server/lib/context.ts';

/** Members of a group, as an act on many or an import makes them. */
export async function putIntoGroup(ctx: TenantCtx, groupId: string, contactIds: readonly string[]): Promise<void> {
  const data = contactIds.map((contactId) => ({ workspaceId: ctx.workspace.id, groupId, contactId }));
  await ctx.db.groupMember.createMany({ data });
}

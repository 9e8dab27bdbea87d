import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';

export type ChangeKind =
  | 'created'
  | 'updated'
  | 'subscribed'
  | 'unsubscribed'
  | 'tracking'
  | 'blocked'
  | 'unblocked'
  | 'bounced'
  | 'complained'
  | 'imported'
  | 'merged'
  | 'unmerged'
  | 'restored';

/** One line of a contact's timeline, in the transaction of the change. */
export async function recordChange(
  ctx: TenantCtx,
  contactId: string,
  kind: ChangeKind,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  await ctx.db.contactChange.create({
    data: {
      workspaceId: ctx.workspace.id,
      id: uuid7(ctx.now().getTime()),
      contactId,
      at: ctx.now(),
      kind,
      actorName: ctx.actor.name,
      detail,
    },
  });
}

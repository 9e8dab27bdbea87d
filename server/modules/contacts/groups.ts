import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { groupHeight, groupIdsBelow, lockGroups, orderGroups, siblingIds } from './groups.sql.ts';
import { createGroupInput, type moveGroupInput, type renameGroupInput } from './schemas.ts';

export const MAX_DEPTH = 8;

type Place = { id: string; parentId: string | null; name: string };

async function refuseTaken(ctx: TenantCtx, name: string, parentId: string | null, except?: string): Promise<void> {
  const twin = await ctx.db.group.findFirst({
    where: { parentId, name: { equals: name, mode: 'insensitive' }, ...(except ? { id: { not: except } } : {}) },
  });
  if (twin) throw new InvalidInput({ field: 'name', reason: 'name-taken' });
}

export async function groupOf(ctx: TenantCtx, id: string): Promise<Place> {
  const group = await ctx.db.group.findFirst({ where: { id }, select: { id: true, parentId: true, name: true } });
  if (!group) throw new NotFound({ what: 'group' });
  return group;
}

/** How many groups are above a place, itself included; 0 at the root. */
export async function depthOf(ctx: TenantCtx, id: string | null): Promise<number> {
  let depth = 0;
  for (let at = id; at !== null; depth++) at = (await groupOf(ctx, at)).parentId;
  return depth;
}

/** Makes a group, at the root or below another. Names are unique among siblings; a slash is kept for paths. */
export async function createGroup(ctx: TenantCtx, given: z.input<typeof createGroupInput>): Promise<{ id: string }> {
  const input = createGroupInput.parse(given);
  return inTransaction(ctx, async (tx) => {
    await lockGroups(tx);
    if ((await depthOf(tx, input.parentId)) >= MAX_DEPTH)
      throw new InvalidInput({ field: 'parentId', reason: 'too-deep' });
    await refuseTaken(tx, input.name, input.parentId);
    const id = uuid7(ctx.now().getTime());
    // Behind siblings that were put in an order; among others by its name.
    const { _min, _max } = await tx.db.group.aggregate({
      where: { parentId: input.parentId },
      _min: { position: true },
      _max: { position: true },
    });
    const ordered = _min.position !== _max.position;
    const position = (_max.position ?? 0) + (ordered ? 1 : 0);
    await tx.db.group.create({
      data: { workspaceId: ctx.workspace.id, id, name: input.name, parentId: input.parentId, position },
    });
    await audit(tx, { action: 'contacts.create-group', subject: { kind: 'group', id, name: input.name } });
    return { id };
  });
}

export async function renameGroup(ctx: TenantCtx, input: z.infer<typeof renameGroupInput>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockGroups(tx);
    const before = await groupOf(tx, input.id);
    await refuseTaken(tx, input.name, before.parentId, input.id);
    await tx.db.group.updateMany({ where: { id: input.id }, data: { name: input.name } });
    await audit(tx, {
      action: 'contacts.rename-group',
      subject: { kind: 'group', id: input.id, name: input.name },
      before: { name: before.name },
      after: { name: input.name },
    });
  });
}

/**
 * Puts a group with everything below it elsewhere, or elsewhere among its siblings. Below itself is refused (`cycle`), and so deep that
 * its last subgroup would be too deep. Answers where it was, for who takes it back.
 */
export async function moveGroup(
  ctx: TenantCtx,
  input: z.infer<typeof moveGroupInput>,
): Promise<{ before: { parentId: string | null; index: number } }> {
  return inTransaction(ctx, async (tx) => {
    await lockGroups(tx);
    const before = await groupOf(tx, input.id);
    if (input.parentId !== before.parentId) await refusePlace(tx, before, input.parentId);
    const place = await placeOf(tx, before);
    const others = await siblingIds(tx, input.parentId, input.id);
    const index = Math.min(input.index ?? others.length, others.length);
    await tx.db.group.updateMany({ where: { id: input.id }, data: { parentId: input.parentId } });
    await orderGroups(tx, others.toSpliced(index, 0, input.id));
    if (input.parentId !== before.parentId || index !== place) {
      await audit(tx, {
        action: 'contacts.move-group',
        subject: { kind: 'group', id: input.id, name: before.name },
        before: { parentId: before.parentId, index: place },
        after: { parentId: input.parentId, index },
      });
    }
    return { before: { parentId: before.parentId, index: place } };
  });
}

/** How many of its siblings stand before a group. */
async function placeOf(ctx: TenantCtx, group: Place): Promise<number> {
  const ids = await siblingIds(ctx, group.parentId, '00000000-0000-0000-0000-000000000000');
  return Math.max(ids.indexOf(group.id), 0);
}

async function refusePlace(ctx: TenantCtx, group: Place, parentId: string | null): Promise<void> {
  if (parentId) {
    const below = await groupIdsBelow(ctx, group.id);
    if (below.includes(parentId)) throw new InvalidInput({ field: 'parentId', reason: 'cycle' });
    if ((await depthOf(ctx, parentId)) + (await groupHeight(ctx, group.id)) > MAX_DEPTH)
      throw new InvalidInput({ field: 'parentId', reason: 'too-deep' });
  }
  await refuseTaken(ctx, group.name, parentId, group.id);
}

/** The group of a path (`Soci/Torino`), made with what is missing above it where `create`; null where it is not there. */
export async function groupByPath(ctx: TenantCtx, path: string, options: { create: boolean }): Promise<string | null> {
  const names = path.split('/').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidInput({ field: 'group', reason: 'group-path' });
  let parentId: string | null = null;
  for (const name of names) {
    const found: { id: string } | null = await ctx.db.group.findFirst({
      where: { parentId, name: { equals: name, mode: 'insensitive' } },
      select: { id: true },
    });
    if (!found && !options.create) return null;
    parentId = (found ?? (await createGroup(ctx, { name, parentId }))).id;
  }
  return parentId;
}
